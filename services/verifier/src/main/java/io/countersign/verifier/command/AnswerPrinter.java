package io.countersign.verifier.command;

import io.countersign.verifier.note.Excerpt;
import io.countersign.verifier.record.Mismatch;
import io.countersign.verifier.record.RecordFindings;
import io.countersign.verifier.record.Verdict;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Tells what was found: the one sentence that matters first. What it tells comes from files that
 * may be forged, so nothing in it is left to a terminal to obey.
 */
final class AnswerPrinter {
  private final PrintStream out;

  AnswerPrinter(PrintStream out) {
    this.out = out;
  }

  void tell(RecordFindings findings) {
    line(sentence(findings));
    findings.facts().forEach((name, value) -> line("  " + name + ": " + value));
    var mismatches = findings.mismatches();
    if (mismatches.size() > 1) {
      out.printf(Locale.ROOT, "%d mismatches, by their first leaf:%n", findings.count());
      mismatches.forEach(
          it ->
              line(
                  String.format(Locale.ROOT, "  %-16s %s  %s", it.fault(), leaves(it), it.says())));
    }
    findings.doubts().stream().skip(first(findings)).forEach(it -> line("Unclear: " + it));
    findings.notChecked().forEach(it -> line("Not checked: " + it));
  }

  private void line(String text) {
    out.println(Excerpt.sentence(text));
  }

  /** The first doubt is the sentence where nothing is wrong. */
  private static long first(RecordFindings findings) {
    return findings.verdict() == Verdict.UNCLEAR ? 1 : 0;
  }

  private static String sentence(RecordFindings findings) {
    return switch (findings.verdict()) {
      case OK -> "OK: everything is as it was recorded.";
      case TAMPERED -> findings.first().map(it -> "TAMPERED: " + told(it)).orElse("TAMPERED");
      case UNCLEAR -> "CAN'T TELL: " + findings.doubts().getFirst() + ".";
      case USAGE -> "USAGE";
    };
  }

  private static String told(Mismatch mismatch) {
    return mismatch.says()
        + (mismatch.from() == Mismatch.NOWHERE ? "." : " (leaf " + leaves(mismatch) + ").");
  }

  private static String leaves(Mismatch mismatch) {
    if (mismatch.from() == Mismatch.NOWHERE) {
      return "-";
    }
    return mismatch.to() <= mismatch.from() + 1
        ? String.valueOf(mismatch.from())
        : mismatch.from() + ".." + (mismatch.to() - 1);
  }

  void tellJson(RecordFindings findings) {
    var facts =
        findings.facts().entrySet().stream()
            .map(it -> quoted(it.getKey()) + ":" + value(it.getValue()))
            .collect(Collectors.joining(",", "{", "}"));
    var mismatches =
        findings.mismatches().stream()
            .map(AnswerPrinter::json)
            .collect(Collectors.joining(",", "[", "]"));
    out.println(
        "{\"verdict\":"
            + quoted(findings.verdict().name().toLowerCase(Locale.ROOT))
            + ",\"exit\":"
            + findings.verdict().exit()
            + ",\"says\":"
            + quoted(sentence(findings))
            + ",\"mismatchCount\":"
            + findings.count()
            + ",\"mismatches\":"
            + mismatches
            + ",\"unclear\":"
            + list(findings.doubts())
            + ",\"notChecked\":"
            + list(findings.notChecked())
            + ",\"facts\":"
            + facts
            + "}");
  }

  private static String json(Mismatch it) {
    var leaves =
        it.from() == Mismatch.NOWHERE ? "" : ",\"from\":" + it.from() + ",\"to\":" + it.to();
    return "{\"code\":"
        + quoted(it.fault().name())
        + leaves
        + ",\"says\":"
        + quoted(it.says())
        + "}";
  }

  private static String list(List<String> texts) {
    return texts.stream().map(AnswerPrinter::quoted).collect(Collectors.joining(",", "[", "]"));
  }

  private static String value(Object value) {
    return value instanceof Long ? value.toString() : quoted(value.toString());
  }

  private static String quoted(String text) {
    var quoted = new StringBuilder("\"");
    for (char c : text.toCharArray()) {
      if (c == '"' || c == '\\') {
        quoted.append('\\').append(c);
      } else if (c < ' ' || c > '~') {
        quoted.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
      } else {
        quoted.append(c);
      }
    }
    return quoted.append('"').toString();
  }
}
