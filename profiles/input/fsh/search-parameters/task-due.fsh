Instance: TaskDue
InstanceOf: SearchParameter
Title: "Until when a task is due"
Usage: #definition
* insert SearchParameter(task-due, due, TaskDue, Task, date)
* description = "When the task is to be fulfilled at the latest: the end of its restriction period, by which an inbox is sorted."
* expression = "Task.restriction.period.end"
