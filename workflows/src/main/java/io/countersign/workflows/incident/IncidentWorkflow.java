package io.countersign.workflows.incident;

import io.temporal.workflow.SignalMethod;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/** The clock of one incident, from its first alert until it is closed. */
@WorkflowInterface
public interface IncidentWorkflow {
  /** The workflow's type, as histories name it. */
  String TYPE = "Incident";

  /** One loop an incident: starting it twice starts it once. */
  static String workflowId(String incident) {
    return "incident/" + incident;
  }

  /**
   * @param incident the incident's id; all else is in the ledger
   */
  @WorkflowMethod(name = TYPE)
  void run(String incident);

  /** Something was recorded that may matter: look again. Has no content on purpose. */
  @SignalMethod
  void poke();
}
