package io.countersign.reports.json;

/** The refusal of what isn't JSON as the record has it. */
public final class JsonRefusal extends Exception {
  private static final long serialVersionUID = 1;

  JsonRefusal(String reason, int at) {
    super(reason + " at byte " + at, null, false, false);
  }
}
