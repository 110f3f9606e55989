package io.countersign.domain.incident.title;

/** The first alert's own words, where nothing better is known. */
final class AlertWords {
  private static final int NAME = 60;
  private static final int SUMMARY = 80;

  private AlertWords() {}

  static String of(TitleFacts facts) {
    var name = TitleText.cut(facts.alert(), NAME);
    long others =
        facts.alerting().stream().filter(it -> !it.equals(facts.entity())).distinct().count();
    var more = others == 0 ? "" : " and " + others + " more";
    var head =
        (name.isEmpty() ? "an alert" : name) + " on " + TitleText.name(facts.entity()) + more;
    var summary = facts.summary() == null ? "" : TitleText.cut(facts.summary(), SUMMARY);
    return summary.isEmpty() ? head : head + ": " + ended(summary);
  }

  private static String ended(String summary) {
    return summary.endsWith(".") ? summary.substring(0, summary.length() - 1) : summary;
  }
}
