package io.countersign.connectors.ansible;

import java.util.regex.Pattern;

/** What Ansible would take for a template. */
final class Jinja {
  private static final Pattern MARKS = Pattern.compile("\\{\\{|\\{%|\\{#|#jinja2:");

  private Jinja() {}

  static boolean isIn(String text) {
    return MARKS.matcher(text).find();
  }
}
