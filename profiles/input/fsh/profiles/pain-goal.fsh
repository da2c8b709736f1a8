Profile: PainGoal
Parent: Goal
Id: pain-goal
Title: "Pain goal"
Description: """A goal of function or pain set with the person: words first, then what is measured and by when. No code system for functional goals is
known, so the description may be text alone. Restates CA Baseline's Goal (profile-goal)."""
* lifecycleStatus MS
* achievementStatus MS
* description MS
* subject only Reference(PainPatient)
* subject MS
* subject obeys pb-identified
* start[x] MS
* obeys pb-goal-target
* target MS
* target obeys pb-target-value
* target.measure MS
* target.detail[x] MS
* target.due[x] 1..1 MS
* target.due[x] only date
* expressedBy MS
* addresses MS
