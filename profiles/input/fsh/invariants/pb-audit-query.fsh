Invariant: pb-audit-query
Description: "A search that succeeded has action E, the client as source and the server as destination, both with their network; where it tells the query, it does so once (BALP Query)."
Severity: #error
Expression: "(subtype.where(code = 'search-type' or code = 'search-system').exists() and outcome = '0') implies (action = 'E' and agent.where(type.coding.code = '110153').count() = 1 and agent.where(type.coding.code = '110153' and who.exists() and network.exists()).exists() and agent.where(type.coding.code = '110152').count() = 1 and agent.where(type.coding.code = '110152' and who.exists() and network.exists()).exists() and entity.where(type.code = '2').count() <= 1 and entity.where(type.code = '2').all(role.code = '24' and query.exists()))"
