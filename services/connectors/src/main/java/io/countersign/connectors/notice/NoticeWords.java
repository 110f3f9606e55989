package io.countersign.connectors.notice;

import io.countersign.connectors.settings.EnumNames;
import io.countersign.connectors.spi.Redaction;
import io.countersign.connectors.spi.TextLimit;
import io.countersign.connectors.spi.conversation.PlainText;
import io.countersign.connectors.spi.notice.Notice;
import io.countersign.domain.Digest;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * A notice in words: plain text, each piece on one line, bounded, without secrets, without
 * characters that a terminal or a reader would obey, as {@link PlainText} has it. What shows it
 * still has to escape it.
 *
 * @param headline what happened, and to what
 * @param facts what else is known; those that are empty are left out
 * @param url where it's looked at; empty where it can't be linked to
 * @param id the same for the same news, however often it's told; 32 hex digits
 */
public record NoticeWords(String headline, List<Fact> facts, String url, String id) {
  private static final int LONGEST = 500;
  private static final int LONGEST_REASON = 1_500;
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final int LONGEST_URL = 2_000;

  /** One fact, such as the incident's id. */
  public record Fact(String name, String value) {}

  public NoticeWords {
    facts = List.copyOf(facts);
  }

  /** In words what the notice says. */
  public static NoticeWords of(Notice notice) {
    var title = clean(notice.meaning().title(), LONGEST);
    var kind = notice.verdict().isEmpty() ? kind(notice.kind()) : clean(notice.verdict(), LONGEST);
    return new NoticeWords(
        title.isEmpty() ? kind : kind + ": " + title,
        facts(notice),
        link(notice.url()),
        id(notice));
  }

  /** What somebody who was woken needs first. */
  private static List<Fact> facts(Notice notice) {
    return Stream.of(
            Stream.of(
                new Fact("Impact", clean(notice.meaning().impact(), LONGEST)),
                new Fact("Because", clean(notice.because(), LONGEST_REASON))),
            notice.facts().stream()
                .map(it -> new Fact(clean(it.name(), LONGEST), clean(it.value(), LONGEST))),
            Stream.of(
                new Fact("Risk", clean(notice.risk(), LONGEST)),
                new Fact("Run", clean(command(notice), LONGEST)),
                new Fact("Incident", clean(notice.incident(), LONGEST)),
                new Fact("Remediation", clean(notice.remediation(), LONGEST)),
                new Fact("Plan digest", clean(notice.planDigest(), LONGEST)),
                new Fact("At", TIME.format(notice.at()))))
        .flatMap(it -> it)
        .filter(it -> !it.value().isEmpty())
        .toList();
  }

  /** Where it's looked at, or decided; empty for news of the installation. */
  private static String command(Notice notice) {
    if (notice.remediation().isEmpty()) {
      return notice.incident().isEmpty() ? "" : "countersign incident " + notice.incident();
    }
    return switch (notice.kind()) {
      case APPROVAL_REQUESTED,
          APPROVAL_REMINDED,
          APPROVAL_ESCALATED,
          APPROVAL_EXTENDED,
          APPROVAL_REVOKED,
          QUORUM_SHORTENED,
          APPROVAL_IMPOSSIBLE,
          APPROVAL_POSSIBLE ->
          "countersign approve " + notice.remediation();
      default -> "countersign remediation " + notice.remediation();
    };
  }

  private static String id(Notice notice) {
    return Digest.ofJson(
            List.of(
                notice.kind().name(),
                notice.remediation(),
                notice.incident(),
                notice.url(),
                notice.at().toString()))
        .hex()
        .substring(0, 32);
  }

  private static String kind(Notice.Kind kind) {
    var words =
        switch (kind) {
          case INCIDENT_ESCALATED -> "a person has to take over";
          case APPROVAL_REMINDED -> "approval still waits";
          case APPROVAL_ESCALATED -> "approval waits, and nobody has decided";
          default -> EnumNames.of(kind).replace('-', ' ');
        };
    return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
  }

  /** Formatting characters can turn a line round, or hide in it what isn't read. */
  private static String clean(String text, int longest) {
    return TextLimit.cut(PlainText.line(Redaction.NONE.text(text)), longest);
  }

  /** An address of the API is for programs: to a person it only says that they aren't signed in. */
  private static String link(String url) {
    return !url.contains("/api/v1/")
            && url.length() <= LONGEST_URL
            && url.matches("https?://[\\x21-\\x7e&&[^\"<>\\\\]]+")
        ? url
        : "";
  }
}
