package io.countersign.workflows.remediation;

import io.temporal.workflow.SignalMethod;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/** The clock of one remediation, from its proposal until it is closed. */
@WorkflowInterface
public interface RemediationWorkflow {
  /** The workflow's type, as histories name it. */
  String TYPE = "Remediation";

  /** One loop a remediation: starting it twice starts it once. */
  static String workflowId(String remediation) {
    return "remediation/" + remediation;
  }

  /**
   * @param remediation the remediation's id; all else is in the ledger
   */
  @WorkflowMethod(name = TYPE)
  void run(String remediation);

  /** Something was recorded that may matter: look again. It carries no decision on purpose. */
  @SignalMethod
  void poke();
}
