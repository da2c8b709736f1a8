Invariant: pb-guidance-rating
Description: "An answer with status success carries its rating as a parameter of its output."
Severity: #error
Expression: "status = 'success' implies contained.where($this is Parameters).parameter.where(name = 'rating' and value.exists()).exists()"
