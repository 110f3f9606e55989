package io.countersign.server.emergency;

import io.countersign.domain.RefusalCode;
import io.countersign.domain.correlation.IncidentId;
import io.countersign.domain.emergency.BreakGlassCommand.AgreeToBreakGlass;
import io.countersign.domain.emergency.BreakGlassCommand.CloseBreakGlass;
import io.countersign.domain.emergency.BreakGlassCommand.OpenBreakGlass;
import io.countersign.domain.emergency.BreakGlassCommand.ReviewBreakGlass;
import io.countersign.domain.emergency.BreakGlassId;
import io.countersign.domain.emergency.BreakGlassTerms;
import io.countersign.ledger.emergency.Emergencies;
import io.countersign.server.access.PrincipalNames;
import io.countersign.server.policy.LawInForce;
import io.countersign.server.web.Caller;
import io.countersign.server.web.CommandSender;
import io.countersign.server.web.Origin;
import io.countersign.server.web.Paging.Listed;
import io.countersign.server.web.ParameterParsing;
import io.countersign.server.web.problem.RefusedException;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The endpoint of break-glass, and of the reviews that emergencies owe. */
@RestController
@RequestMapping("/api/v1/break-glass")
class BreakGlassController {
  private static final int CHARACTERS = 1_000;

  /**
   * What is opened.
   *
   * @param actions the classes of actions that it's for
   * @param minutes for how long; absent for as long as policy lets it be
   */
  record Opening(
      @Nullable String incident,
      @Nullable String reason,
      @Nullable List<String> actions,
      @Nullable Integer minutes) {}

  /**
   * What was found.
   *
   * @param justified whether it was right to open it
   */
  record Review(@Nullable Boolean justified, @Nullable String note) {}

  /** What was opened. */
  record OpenedBreakGlass(String id, long position, String outcome) {}

  private final Emergencies emergencies;
  private final LawInForce laws;
  private final CommandSender commands;
  private final PrincipalNames names;

  BreakGlassController(
      Emergencies emergencies, LawInForce laws, CommandSender commands, PrincipalNames names) {
    this.emergencies = emergencies;
    this.laws = laws;
    this.commands = commands;
    this.names = names;
  }

  /** Shortened quorums among them: they owe a review as well. */
  @GetMapping
  Listed<EmergencyItem> list(Caller caller, Origin origin) {
    var lookup = names.lookup();
    return new Listed<>(
        emergencies.list(caller.sight()).stream()
            .map(it -> EmergencyItem.of(it, lookup, origin.at()))
            .toList(),
        null);
  }

  @PostMapping
  OpenedBreakGlass open(@RequestBody Opening body, Origin origin) {
    var incident =
        ParameterParsing.id(
            ParameterParsing.text("incident", body.incident(), CHARACTERS),
            IncidentId::new,
            RefusalCode.UNKNOWN_INCIDENT);
    var terms = laws.law().breakGlass();
    var id = BreakGlassId.of(origin.request());
    var command =
        new OpenBreakGlass(
            id,
            incident,
            ParameterParsing.optional("reason", body.reason(), CHARACTERS),
            new HashSet<>(body.actions() == null ? List.of() : body.actions()),
            body.minutes() == null ? longest(terms) : body.minutes(),
            terms);
    var written = open(command, origin);
    return new OpenedBreakGlass(id.value(), written.position(), written.outcome());
  }

  /** Each try that is refused is on record, once a minute however often it's made. */
  private CommandSender.Written open(OpenBreakGlass command, Origin origin) {
    try {
      return commands.send(command, origin.context(command.incident().value()));
    } catch (RefusedException refused) {
      throw refused.asAttempt();
    }
  }

  /** The second person's word. */
  @PostMapping("/{id}/agree")
  CommandSender.Written agree(@PathVariable String id, Origin origin) {
    var breakGlass = breakGlass(id);
    return commands.send(new AgreeToBreakGlass(breakGlass), origin.context(breakGlass.value()));
  }

  @PostMapping("/{id}/close")
  CommandSender.Written close(@PathVariable String id, Origin origin) {
    var breakGlass = breakGlass(id);
    return commands.send(new CloseBreakGlass(breakGlass), origin.context(breakGlass.value()));
  }

  @PostMapping("/{id}/review")
  CommandSender.Written review(@PathVariable String id, @RequestBody Review body, Origin origin) {
    var breakGlass = breakGlass(id);
    if (body.justified() == null) {
      throw RefusedException.badRequest("/justified", "must be true or false");
    }
    var note = ParameterParsing.optional("note", body.note(), CHARACTERS);
    return commands.send(
        new ReviewBreakGlass(breakGlass, body.justified(), note),
        origin.context(breakGlass.value()));
  }

  private static int longest(@Nullable BreakGlassTerms terms) {
    return terms == null ? BreakGlassTerms.LONGEST_MINUTES : terms.minutes();
  }

  private static BreakGlassId breakGlass(String id) {
    return ParameterParsing.id(id, BreakGlassId::new, RefusalCode.UNKNOWN_BREAK_GLASS);
  }
}
