Instance: TaskRestrictionPeriod
InstanceOf: SearchParameter
Title: "When a task is due"
Usage: #definition
* insert SearchParameter(task-restriction-period, restriction-period, TaskRestrictionPeriod, Task, date)
* description = "The time within which the task is to be fulfilled."
* expression = "Task.restriction.period"
