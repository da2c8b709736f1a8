Extension: ImagingAppropriateness
Id: imaging-appropriateness
Title: "Imaging appropriateness"
Description: "The rating of an imaging order, as returned on the order by $imaging-appropriateness or proposed to the ordering system by CDS Hooks."
Context: ServiceRequest
* extension contains
    rating 1..1 and
    score 0..1 and
    scenario 1..1 and
    decisionId 1..1 and
    guidelineVersion 1..1 and
    rrl 0..1 and
    token 0..1 and
    insured 0..1
* extension[rating] ^short = "Appropriateness category"
* extension[rating].value[x] only Coding
* extension[rating].value[x] 1..1
* extension[rating].valueCoding from https://painbridge.example/fhir/ValueSet/imaging-category (required)
* extension[score] ^short = "Score on the guideline's 1 to 9 scale, where it has one"
* extension[score].value[x] only integer
* extension[score].value[x] 1..1
* extension[scenario] ^short = "Id of the scenario that applied"
* extension[scenario].value[x] only string
* extension[scenario].value[x] 1..1
* extension[decisionId] ^short = "Identifies the decision; also the consultation id for PAMA"
* extension[decisionId].value[x] only uri
* extension[decisionId].value[x] 1..1
* extension[guidelineVersion] ^short = "Rule set and version"
* extension[guidelineVersion].value[x] only canonical
* extension[guidelineVersion].value[x] 1..1
* extension[rrl] ^short = "Relative radiation level of the ordered examination"
* extension[rrl].value[x] only Coding
* extension[rrl].value[x] 1..1
* extension[token] ^short = "The decision as compact JWS, for the imaging site to verify; absent where it was not signed"
* extension[token].value[x] only string
* extension[token].value[x] 1..1
* extension[insured] ^short = "Whether the public plan pays; absent when not determined"
* extension[insured].value[x] only boolean
* extension[insured].value[x] 1..1
