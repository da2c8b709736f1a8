Invariant: pb-audit-read
Description: "A read that succeeded has action R, the client as destination and the server as source, both with their network, and the one resource that was read (BALP Read)."
Severity: #error
Expression: "(subtype.where(code = 'read' or code = 'vread').exists() and outcome = '0') implies (action = 'R' and agent.where(type.coding.code = '110152').count() = 1 and agent.where(type.coding.code = '110152' and who.exists() and network.exists()).exists() and agent.where(type.coding.code = '110153').count() = 1 and agent.where(type.coding.code = '110153' and who.exists() and network.exists()).exists() and entity.where(type.code = '2').count() = 1 and entity.where(type.code = '2' and role.code = '4' and what.exists()).exists())"
