Invariant: pb-dispense-pharmacy
Description: "One performer is the pharmacy: a reference to an Organization, or an identifier with type Organization."
Severity: #error
Expression: "performer.actor.where(type = 'Organization' or reference.matches('^(.*/)?Organization/[^/]+(/_history/[^/]+)?$') or resolve().is(Organization)).exists()"
