Instance: OperationNmsDisclosure
InstanceOf: OperationDefinition
Title: "How a disclosure stands"
Usage: #definition
* insert Operation(nms-disclosure, nms-disclosure, NmsDisclosure)
* system = true
* title = "How a disclosure stands, and its package"
* description = "Says whether a requested disclosure is pending, released or rejected, and whether later corrections have changed what its package tells; gives the files of the package to the person who requested it."
* affectsState = false
* type = false
* instance = false
* insert Parameter(request, in, 0, 1, string, [[The id of the request; without it, who may approve is told what waits.]])
* insert Parameter(file, in, 0, 1, string, [[rows.ndjson, summary.pdf, manifest.json or manifest.jws; without it, the answer says how it stands.]])
* insert Parameter(pending, out, 0, *, Parameters, [[What waits for a decision, without a request.]])
* insert Parameter(status, out, 0, 1, code, [[pending, released or rejected.]])
* insert Parameter(expires, out, 0, 1, instant, [[Until when.]])
* insert Parameter(downloads, out, 0, 1, integer, [[How often a file was fetched.]])
* insert Parameter(file, out, 0, *, url, [[Where the files are, for who requested them.]])
* insert Parameter(changed, out, 0, 1, instant, [[Since when it is known that the package no longer holds as it is.]])
* insert Parameter(notice, out, 0, 1, string, [[The same in words.]])
