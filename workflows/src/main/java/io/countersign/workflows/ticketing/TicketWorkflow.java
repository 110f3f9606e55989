package io.countersign.workflows.ticketing;

import io.temporal.workflow.SignalMethod;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/** The clock of one linked ticket: it turns when something changed, or failed, and not else. */
@WorkflowInterface
public interface TicketWorkflow {
  /** The workflow's type, as histories name it. */
  String TYPE = "TicketSync";

  /** One loop a ticket: what is done to it is done in turn. */
  static String workflowId(String link) {
    return "ticket-sync/" + link;
  }

  /**
   * @param link the id of the link, system/holder; all else is in the ledger
   */
  @WorkflowMethod(name = TYPE)
  void run(String link);

  /** Something was recorded, or told, that may matter: look again. */
  @SignalMethod
  void poke();
}
