Invariant: pb-audit-write
Description: "A create or an update that succeeded has action C or U, the client as source and the server as destination, and the one resource that was written (BALP Create, Update)."
Severity: #error
Expression: "(subtype.where(code = 'create' or code = 'update').exists() and outcome = '0') implies (action = iif(subtype.where(code = 'create').exists(), 'C', 'U') and agent.where(type.coding.code = '110153').count() = 1 and agent.where(type.coding.code = '110153' and who.exists()).exists() and agent.where(type.coding.code = '110152').count() = 1 and agent.where(type.coding.code = '110152' and who.exists()).exists() and entity.where(type.code = '2').count() = 1 and entity.where(type.code = '2' and role.code = '4' and what.exists()).exists())"
