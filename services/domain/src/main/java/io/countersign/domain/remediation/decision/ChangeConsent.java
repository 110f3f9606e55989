package io.countersign.domain.remediation.decision;

import io.countersign.domain.Digest;
import io.countersign.domain.PrincipalId;
import io.countersign.domain.remediation.ApprovalState;
import io.countersign.domain.remediation.Remediation;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The rules by which a yes on a plan's change request is asked for here as that person's approval.
 * It decides nothing: what it lets through is a command of that person's, which the plan's own
 * decider judges like any other. Whatever isn't certain is evidence and no more.
 */
public final class ChangeConsent {
  /** Their clock may be before ours by so much. */
  private static final Duration SKEW = Duration.ofMinutes(5);

  /** As it's written on the ticket; other digests, such as an image's, may stand there too. */
  private static final Pattern DIGEST =
      Pattern.compile("(?<![A-Za-z])Plan ([0-9a-f]{64})(?![0-9a-f])");

  /**
   * What somebody said there.
   *
   * @param person who they are here; null for somebody unknown
   * @param byThemselves whether that system's own record says that nobody but they set it
   * @param at when it was set, by that system's clock
   * @param revokedAt when they last took an approval of this plan back here; null for never
   */
  public record Given(
      @Nullable PrincipalId person,
      boolean approved,
      boolean byThemselves,
      Instant at,
      @Nullable Instant revokedAt) {}

  /**
   * What whoever said it had before them.
   *
   * @param theirs all texts on the plan that stand there now
   * @param block the text of the whole plan as we write it; empty where it doesn't fit whole
   * @param others what else of ours may be one of the texts, such as the steps alone
   */
  public record Shown(List<String> theirs, String block, List<String> others) {
    public Shown {
      theirs = theirs.stream().map(Shown::plain).filter(it -> !it.isEmpty()).toList();
      block = plain(block);
      others = others.stream().map(Shown::plain).toList();
    }

    /** Systems keep the ends of lines in their own way. */
    private static String plain(String text) {
      return text.lines().map(String::stripTrailing).collect(Collectors.joining("\n")).strip();
    }

    private boolean hasBlock(String text) {
      return ("\n" + text + "\n").contains("\n" + block + "\n");
    }

    private boolean isWhole(Digest plan) {
      return !block.isEmpty()
          && digest(String.join("\n", theirs)).filter(plan::equals).isPresent()
          && theirs.stream().anyMatch(this::hasBlock)
          && theirs.stream().allMatch(it -> hasBlock(it) || others.contains(it));
    }
  }

  /** Why it stays evidence. */
  public enum Obstacle {
    /** It's no yes. */
    REJECTED,
    /** What they said doesn't stand there any more. */
    WITHDRAWN,
    /** Nobody is linked to the account. */
    UNKNOWN_PERSON,
    /** Somebody else set it, or that system's record doesn't tell who did. */
    NOT_BY_THEMSELVES,
    /** Nobody's approval is asked for. */
    NOT_ASKED,
    /** One of what is asked for counts no approvals of change requests, which is the default. */
    POLICY,
    /**
     * It was said before it was asked for, before they took back what they said here, or is said to
     * be from the future.
     */
    UNTIMELY,
    /** The ticket doesn't carry the whole text of this plan as we wrote it, or carries others'. */
    REWRITTEN
  }

  private ChangeConsent() {}

  /**
   * @param now by our clock
   */
  public static Optional<Obstacle> obstacle(
      Given given, Shown shown, Remediation remediation, Instant now) {
    if (!given.approved()) {
      return Optional.of(Obstacle.REJECTED);
    }
    if (given.person() == null) {
      return Optional.of(Obstacle.UNKNOWN_PERSON);
    }
    if (!given.byThemselves()) {
      return Optional.of(Obstacle.NOT_BY_THEMSELVES);
    }
    if (!(remediation instanceof Remediation.Known known) || known.consent() == null) {
      return Optional.of(Obstacle.NOT_ASKED);
    }
    return obstacle(given, shown, known, known.consent(), now);
  }

  private static Optional<Obstacle> obstacle(
      Given given, Shown shown, Remediation.Known known, ApprovalState asked, Instant now) {
    if (!ApprovalTerms.countsOnTickets(asked)) {
      return Optional.of(Obstacle.POLICY);
    }
    if (!isTimely(given, asked, now)) {
      return Optional.of(Obstacle.UNTIMELY);
    }
    return shown.isWhole(known.dossier().planDigest())
        ? Optional.empty()
        : Optional.of(Obstacle.REWRITTEN);
  }

  private static boolean isTimely(Given given, ApprovalState asked, Instant now) {
    var revokedAt = given.revokedAt();
    return !given.at().isBefore(asked.askedAt())
        && !given.at().isAfter(now.plus(SKEW))
        && (revokedAt == null || given.at().isAfter(revokedAt));
  }

  /** The one plan's digest that a text carries; empty where it carries none, or several plans'. */
  private static Optional<Digest> digest(String text) {
    var found = new TreeSet<String>();
    var matcher = DIGEST.matcher(text);
    while (matcher.find()) {
      found.add(matcher.group(1));
    }
    return found.size() == 1 ? Optional.of(new Digest(found.first())) : Optional.empty();
  }
}
