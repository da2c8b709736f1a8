Invariant: pb-guidance-unknown
Description: "While decisive facts are missing there is no rating: unknown is never no."
Severity: #error
Expression: "status = 'data-required' implies contained.where($this is Parameters).parameter.where(name = 'rating').empty()"
