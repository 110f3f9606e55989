package io.countersign.connectors.ansible;

import java.util.regex.Pattern;

/** The detection of what Ansible would take for a template. */
final class JinjaDetection {
  private static final Pattern MARKS = Pattern.compile("\\{\\{|\\{%|\\{#|#jinja2:");

  private JinjaDetection() {}

  static boolean isIn(String text) {
    return MARKS.matcher(text).find();
  }
}
