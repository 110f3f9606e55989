package io.countersign.workflows.incident;

import io.temporal.workflow.SignalMethod;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/** The clock of one incident, from its first alert until it is closed. */
@WorkflowInterface
public interface IncidentWorkflow {
  /** The queue that workflows and activities of both loops are served from. */
  String TASK_QUEUE = "countersign";

  /** One loop an incident: starting it twice starts it once. */
  static String workflowId(String incident) {
    return "incident/" + incident;
  }

  /**
   * @param incident the incident's id; all else is in the ledger
   */
  @WorkflowMethod(name = "Incident")
  void run(String incident);

  /** Something was recorded that may matter: look again. Has no content on purpose. */
  @SignalMethod
  void poke();
}
