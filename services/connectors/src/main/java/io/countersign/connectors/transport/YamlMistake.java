package io.countersign.connectors.transport;

import java.util.Objects;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;

/** The mistakes that people make in YAML, in our words: the parser's own quote the material. */
enum YamlMistake {
  TAB("TAB", "a tab where only blanks may stand"),
  COLON(
      "mapping values are not allowed",
      "a colon where none may stand: the line is indented further than those beside it, the one"
          + " above lacks its own colon, or a text with a colon lacks its quotes"),
  INDENT(
      "expected <block end>",
      "the line is indented otherwise than those beside it, or stands behind a value that has"
          + " ended"),
  NO_COLON("could not find expected ':'", "a key without its colon"),
  BRACKET("expected ',' or", "a bracket or brace that isn't closed, or a comma is missing"),
  QUOTE("found unexpected end of stream", "a quote that isn't closed"),
  BEGINNING("cannot start any token", "a value that begins with @, `, % or a tab needs quotes"),
  ANCHOR("expected alphabetic or numeric", "a value that begins with * or & needs quotes"),
  OTHER("", "");

  private final String parsers;
  private final String ours;

  YamlMistake(String parsers, String ours) {
    this.parsers = parsers;
    this.ours = ours;
  }

  /** Begins with a colon; empty where it's none of these. */
  static String of(MarkedYamlEngineException e) {
    var problem = Objects.requireNonNullElse(e.getProblem(), "");
    for (var it : values()) {
      if (problem.contains(it.parsers)) {
        return it.ours.isEmpty() ? "" : ": " + it.ours;
      }
    }
    return "";
  }
}
