Instance: OperationImportProducts
InstanceOf: OperationDefinition
Title: "Products from the Drug Product Database"
Usage: #definition
* insert Operation(import-products, import-products, ImportProducts)
* system = true
* title = "Import of products"
* description = "Makes the tables of monitored products anew of Health Canada's extract of marketed products, and says how they differ from those in use, which it does not change. A damaged extract is refused with file, line and reason. Answered later, as bulk exports are."
* affectsState = true
* type = false
* instance = false
* insert Parameter(extract, in, 1, 1, base64Binary, [[The extract itself: allfiles.zip.]])
