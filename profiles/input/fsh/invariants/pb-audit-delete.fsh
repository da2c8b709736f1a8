Invariant: pb-audit-delete
Description: "A delete that succeeded has action D, the client as application and the server as custodian, and the one resource that was deleted (BALP Delete)."
Severity: #error
Expression: "(subtype.where(code = 'delete').exists() and outcome = '0') implies (action = 'D' and agent.where(type.coding.code = '110150').count() = 1 and agent.where(type.coding.code = '110150' and who.exists()).exists() and agent.where(type.coding.code = 'custodian').count() = 1 and agent.where(type.coding.code = 'custodian' and who.exists()).exists() and entity.where(type.code = '2').count() = 1 and entity.where(type.code = '2' and role.code = '4' and what.exists()).exists())"
