package io.countersign.connectors.canonical;

import io.countersign.connectors.feed.RemediationMark;
import io.countersign.connectors.intake.AdjustmentText;
import io.countersign.connectors.intake.DeliveredBody;
import io.countersign.connectors.intake.EntryReader;
import io.countersign.connectors.intake.IntegrationSettings;
import io.countersign.connectors.intake.ParsedBody;
import io.countersign.connectors.spi.InputProblem;
import io.countersign.connectors.spi.change.ChangeAnswer;
import io.countersign.connectors.spi.change.ObservedChange;
import io.countersign.domain.change.Change;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The canonical form of changes: {@code {"changes": [{entity | attributes, action, at, reference?,
 * fromVersion?, toVersion?, actor?, reason?}]}}. An entity is {@code kind/environment/name}, or a
 * name alone, in the default environment. Beside them, or instead, {@code events} that a platform
 * reports: see {@link PlatformEvents}. Only a change without a usable time is refused: its time is
 * what it's judged by.
 */
public final class CanonicalChanges {
  private static final int MAX_CHANGES = 10_000;
  private static final String CHANGES = "changes";
  private static final String EVENTS = "events";
  private static final int LONGEST = 1024;
  private static final Set<String> MEMBERS =
      Set.of(
          "entity",
          "attributes",
          "action",
          "at",
          "reference",
          "fromVersion",
          "toVersion",
          "actor",
          "reason");

  private final IntegrationSettings settings;
  private final ChangeNaming naming;
  private final List<ObservedChange> changes = new ArrayList<>();
  private final List<InputProblem> problems = new ArrayList<>();
  private final List<InputProblem> adjusted = new ArrayList<>();

  private CanonicalChanges(IntegrationSettings settings) {
    this.settings = settings;
    this.naming = new ChangeNaming(settings);
  }

  /**
   * Reads a body; it never throws for what it reads.
   *
   * @param settings of the integration that posts: its name becomes the changes' feed
   */
  public static ParsedBody<ChangeAnswer> parse(
      byte[] body, IntegrationSettings settings, Instant receivedAt) {
    return DeliveredBody.read(
        body,
        List.of(CHANGES, EVENTS),
        receivedAt,
        top -> new CanonicalChanges(settings).read(top));
  }

  private interface Form {
    /** None, and the reason told, when it can't be used. */
    List<Change> read(EntryReader entry, String at);
  }

  private ParsedBody<ChangeAnswer> read(DeliveredBody top) {
    if (top.entries(CHANGES) + top.entries(EVENTS) > MAX_CHANGES) {
      return new ParsedBody.TooLarge<>(
          new InputProblem("/changes", "are more than " + MAX_CHANGES));
    }
    take(CHANGES, top, this::change);
    take(
        EVENTS,
        top,
        (entry, at) -> PlatformEvents.read(entry, at, settings.name(), naming, problems));
    top.left().ifPresent(problems::add);
    return changes.isEmpty() && !problems.isEmpty()
        ? new ParsedBody.Malformed<>(problems)
        : new ParsedBody.Accepted<>(new ChangeAnswer(changes, problems, adjusted));
  }

  private void take(String list, DeliveredBody body, Form form) {
    var number = new AtomicInteger();
    body.each(
        list,
        MAX_CHANGES,
        entry -> {
          var at = "/" + list + "/" + number.getAndIncrement();
          entry.ifPresentOrElse(
              it -> take(it, at, form),
              () -> problems.add(new InputProblem(at, "must be an object")));
        });
  }

  private void take(EntryReader entry, String at, Form form) {
    var read = form.read(entry, at);
    var actor = entry.optional("actor", LONGEST);
    read.forEach(it -> changes.add(new ObservedChange(it, actor == null ? "" : actor)));
    read.stream().findFirst().ifPresent(it -> tell(it, at));
  }

  private void tell(Change change, String at) {
    var reading = change.reading();
    if (reading != null) {
      adjusted.add(new InputProblem(at, AdjustmentText.of(reading, change.entity())));
    }
  }

  private List<Change> change(EntryReader entry, String where) {
    entry.only(MEMBERS);
    var at = entry.time("at");
    if (at.isEmpty()) {
      problems.add(
          new InputProblem(where + "/at", "must be a time in ISO 8601, from 1970 to 9999"));
      return List.of();
    }
    var action = naming.action(entry, "action");
    var named = naming.name(entry, action);
    var reference = entry.optional("reference", LONGEST);
    var from = entry.optional("fromVersion", LONGEST);
    var to = entry.optional("toVersion", LONGEST);
    var remediation = RemediationMark.in(entry.text("reason", 16 * LONGEST));
    return List.of(
        new Change(
            settings.name(),
            named.entity(),
            action,
            at.get(),
            reference,
            from,
            to,
            remediation,
            null,
            named.reading(entry)));
  }
}
