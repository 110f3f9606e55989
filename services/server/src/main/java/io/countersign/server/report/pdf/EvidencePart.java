package io.countersign.server.report.pdf;

import io.countersign.reports.ChangeBalance;
import io.countersign.reports.Completeness;
import io.countersign.reports.Report;
import java.util.List;
import java.util.Locale;

/** The account of the population, what proves it, the limits, and the page to sign. */
final class EvidencePart {
  private static final List<String> SIGNERS = List.of("Prepared by", "Reviewed by", "Auditor");

  private EvidencePart() {}

  static void write(Report report, Markup out) {
    completeness(report.completeness(), out);
    proof(report, out);
    out.tags("<h2 id=\"limits\">What this report can't assert</h2><ul>");
    report.limits().forEach(it -> out.element("li", it));
    out.tags("</ul>");
    signatures(out);
  }

  private static void completeness(Completeness of, Markup out) {
    out.tags("<h2 id=\"completeness\">Completeness of the population</h2>");
    out.table("plain pairs", List.of("What", "Value"), 34, 66);
    pair("Leaves in the range", count(of.leaves()), out);
    pair("Aggregates told of", count(of.aggregates()), out);
    pair("Events missing in them", count(of.gaps()), out);
    balance("Changes requested in it", of.requested(), out);
    balance("Requested before, told of in it", of.carriedOver(), out);
    pair("First and last recorded at", of.earliest() + " and " + of.latest(), out);
    pair(
        "Recorded earlier than one before",
        count(of.backwards()) + ", by at most " + count(of.largestStepBackMillis()) + " ms",
        out);
    pair("Rows out of scope", count(of.outOfScope()), out);
    out.endOfTable();
    if (!of.events().isEmpty()) {
      out.table("plain", List.of("Type of event", "Leaves"), 80, 20);
      of.events().forEach((type, number) -> out.row(List.of(type, count(number))));
      out.endOfTable();
    }
  }

  private static void balance(String what, ChangeBalance of, Markup out) {
    pair(what, of.text() + (of.holds() ? "" : " DOES NOT HOLD"), out);
  }

  private static String count(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  private static void pair(String what, String value, Markup out) {
    out.tags("<tr><th scope=\"row\">").text(what).tags("</th>").element("td", value).tags("</tr>");
  }

  private static void proof(Report report, Markup out) {
    out.tags("<h2 id=\"proof\">Proof</h2>");
    out.element(
        "p",
        "The report is a function of the leaves [a, b) of a signed log. Whoever has the bundle"
            + " makes it again without a network and without trusting this server: countersign"
            + " verify report FILE --policy POLICY. Compare the checkpoints with those that"
            + " witnesses keep.");
    var evidence = report.parameters().evidence();
    if (evidence == null) {
      return;
    }
    if (!evidence.from().isEmpty()) {
      note("Checkpoint that covers a", evidence.from(), out);
    }
    note("Checkpoint that covers b", evidence.to(), out);
    if (!evidence.consistency().isEmpty()) {
      out.element(
          "p",
          "reading",
          "The proof that the later one continues the earlier one is embedded as consistency.txt.");
    }
  }

  private static void note(String title, String note, Markup out) {
    out.element("h3", title).tags("<p class=\"note\">");
    note.strip().lines().forEach(it -> out.text(shortened(it)).tags("<br/>"));
    out.tags("</p>");
  }

  /** A signature of thousands of characters is for machines, in the embedded file. */
  private static String shortened(String line) {
    return line.length() <= 160 ? line : line.substring(0, 150) + "\u2026";
  }

  private static void signatures(Markup out) {
    out.tags("<div class=\"signoff\"><h2 id=\"signoff\">Sign-off</h2>");
    out.element("p", "This report supports an audit. The auditor draws the conclusions.");
    out.table("plain signatures", List.of("Role", "Name", "Date", "Signature"), 20, 28, 17, 35);
    SIGNERS.forEach(it -> out.row(List.of(it, "", "", "")));
    out.endOfTable().tags("</div>");
  }
}
