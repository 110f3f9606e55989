package io.countersign.server.config.tickets;

import static io.countersign.connectors.settings.SettingForm.seconds;
import static io.countersign.connectors.settings.SettingForm.text;
import static io.countersign.connectors.settings.SettingForm.texts;
import static io.countersign.connectors.settings.SettingForm.word;

import io.countersign.connectors.settings.SettingForm;
import io.countersign.connectors.settings.SettingsReader;
import io.countersign.connectors.spi.ticketing.TicketDraft;
import io.countersign.connectors.spi.ticketing.TicketState;
import io.countersign.domain.ticketing.FieldRule;
import io.countersign.domain.ticketing.FieldRule.Direction;
import io.countersign.domain.ticketing.FieldRule.OnConflict;
import io.countersign.domain.ticketing.OnClosed;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The file's section {@code tickets}: which incidents have a ticket where. */
public final class TicketSection {
  private static final List<String> LOCAL =
      List.of(
          FieldRule.STATE, "assignee", "priority", "severity", "title", "environment", "service");

  /** What only a remediation has. */
  private static final List<String> OF_CHANGES =
      List.of("risk", "start", "end", "plan", "backout", "approvals", "result");

  private TicketSection() {}

  /** The rules, in the order in which they stand. */
  public static List<TicketRule> read(SettingsReader top) {
    var names = new HashSet<String>();
    var found = new ArrayList<TicketRule>();
    for (var item : top.items("tickets")) {
      var rule = rule(item);
      if (!names.add(rule.name())) {
        item.problem("name", "'" + rule.name() + "' is another rule's; name each");
      }
      found.add(rule);
    }
    return List.copyOf(found);
  }

  private static TicketRule rule(SettingsReader it) {
    var kind = it.text("kind", "incident", "of the ticket; change-request for remediations");
    var fields = it.items("map").stream().map(item -> mapping(item, kind)).toList();
    fields.forEach(mapping -> check(it, mapping));
    return new TicketRule(
        it.required("name", "by which the record names the rule"),
        it.required("connection", "of the section ticketing"),
        kind,
        match(it.object("match")),
        it.all("fields", "FIELD", text(), "set when the ticket is created, by the system's names"),
        place(it),
        fields,
        it.value(
            "onClosed",
            word(OnClosed.class),
            OnClosed.COMMENT,
            "where somebody ends the ticket while its incident goes on"),
        Optional.ofNullable(
            it.optional(
                "webhookToken",
                SettingForm.secret(),
                "at the end of the address of deliveries: /webhooks/CONNECTION/TOKEN")),
        it.value(
            "pollSeconds",
            seconds(10, 3_600),
            Duration.ofSeconds(60),
            "how often the system is asked for changes"));
  }

  private static TicketRule.Match match(SettingsReader it) {
    return new TicketRule.Match(
        it.value("severity", texts(), List.of(), "of the worst alert, one of these"),
        it.value("environment", texts(), List.of(), "of an alert, one of these"),
        it.value("team", texts(), List.of(), "owner of what an alert is about, one of these"),
        it.value("service", texts(), List.of(), "that an alert is about, one of these"));
  }

  /** Where a ticket is opened, in place of what the connection says. */
  private static Map<String, String> place(SettingsReader it) {
    var all = new HashMap<String, String>();
    all.put(TicketDraft.PROJECT, it.text("project", "", "or repository; else the connection's"));
    all.put(TicketDraft.TYPE, it.text("type", "", "of the ticket there; else the connection's"));
    all.put(TicketDraft.GROUP, it.text("assignmentGroup", "", "of ServiceNow, by its sys_id"));
    all.values().removeIf(String::isEmpty);
    return all;
  }

  /** A state that no ticket has would only be found when the first one is moved. */
  private static void check(SettingsReader it, TicketRule.Mapping mapping) {
    var states = Arrays.stream(TicketState.values()).map(TicketState::name).toList();
    if (mapping.remote().equals(FieldRule.STATE)) {
      mapping.values().values().stream()
          .filter(state -> !states.contains(state))
          .sorted()
          .forEach(
              state ->
                  it.problem("map", "'" + state + "' is no state of a ticket, one of " + states));
    }
  }

  private static TicketRule.Mapping mapping(SettingsReader it, String kind) {
    var all = new ArrayList<>(LOCAL);
    all.addAll(OF_CHANGES);
    var local = it.required("local", word(all), "our field");
    boolean isOfChanges = OF_CHANGES.contains(local);
    if (isOfChanges && !kind.equals(TicketRule.CHANGE)) {
      it.problem("local", "'" + local + "' is of a remediation: only change requests have it");
    }
    return new TicketRule.Mapping(
        new FieldRule(
            local,
            it.value(
                "direction",
                word(Direction.class),
                isOfChanges ? Direction.OUT : Direction.BOTH,
                "which way it's kept; what only a remediation has goes out"),
            it.value(
                "onConflict",
                word(OnConflict.class),
                OnConflict.ASK,
                "where both sides changed it")),
        it.text("remote", local, "the field there; state is the ticket's state"),
        it.all("transform", "VALUE", text(), "ours to theirs; others are the same there"));
  }
}
