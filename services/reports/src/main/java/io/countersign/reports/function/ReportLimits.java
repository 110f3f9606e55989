package io.countersign.reports.function;

import io.countersign.reports.ReportParameters;
import io.countersign.reports.record.ReportDraft;
import java.util.ArrayList;
import java.util.List;

/** The limits of what a report can assert, said in the report. */
final class ReportLimits {
  private ReportLimits() {}

  static List<String> of(ReportParameters parameters, ReportDraft draft) {
    var limits = new ArrayList<String>();
    limits.add(
        "It supports an audit. The auditor draws the conclusions, and judges whether the controls"
            + " are the right ones.");
    limits.add(
        "It tells what was recorded. What was done around the product is told only where somebody"
            + " observed and delivered it.");
    limits.add(
        "Times are those at which the server recorded an event, by the database's clock. Nothing"
            + " outside of it attests them but the times at which witnesses signed.");
    limits.add(
        "People are shown by their pseudonymous ids. Who they are, or were, is kept beside the"
            + " record.");
    limits.add(
        "What a leaf doesn't say is told as not recorded: older events say less than newer ones.");
    if (parameters.leaves().read() > 0) {
      limits.add(
          "Leaves before "
              + parameters.leaves().read()
              + " weren't read: of what began before them it tells what the range tells.");
    }
    if (parameters.scope().isPartial()) {
      limits.add(
          "The scope is partial ("
              + parameters.scope().text()
              + "): "
              + draft.outOfScope()
              + " rows are left out, and what is about no entity.");
    }
    limits.addAll(draft.limits());
    return limits;
  }
}
