package io.countersign.domain.emergency;

import static io.countersign.domain.Rule.that;

import io.countersign.domain.CommandContext;
import io.countersign.domain.Decision;
import io.countersign.domain.Digest;
import io.countersign.domain.PrincipalId;
import io.countersign.domain.RefusalCode;
import io.countersign.domain.Role;
import io.countersign.domain.Rule;
import io.countersign.domain.access.Authority;
import io.countersign.domain.access.CredentialRules;
import io.countersign.domain.correlation.IncidentId;
import io.countersign.domain.emergency.BreakGlassCommand.OpenBreakGlass;
import io.countersign.domain.emergency.BreakGlassEvent.Opened;
import io.countersign.domain.emergency.BreakGlassEvent.TookEffect;
import io.countersign.domain.incident.IncidentFacts;
import io.countersign.domain.policy.bundle.PolicyBundleFacts;
import io.countersign.domain.policy.bundle.PolicyBundleFacts.InForce;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The opening of break-glass: for an incident that is open, with a reason, for actions that policy
 * lists, for an hour at most, and by two persons of whom one commands the incident, unless policy
 * has one suffice.
 */
record BreakGlassOpening(OpenBreakGlass command, CommandContext context) {
  Decision<BreakGlassEvent> open(BreakGlass state) {
    var terms = command.terms();
    if (terms == null) {
      return Rule.inOrder(
          Authority.personThroughout(
              context,
              BreakGlassTerms.OPENERS,
              BreakGlassDecider.touched(command.incident(), context)),
          () ->
              Rule.refused(
                  RefusalCode.NOT_LISTED,
                  "The policies in force have no break-glass: policy authors add"
                      + " break-glass.yaml."));
    }
    if (state instanceof BreakGlass.Known it) {
      return it.opened().equals(opened(terms))
          ? Decision.unchanged()
          : Rule.refused(RefusalCode.BAD_REQUEST);
    }
    return Rule.inOrder(
        Rule.join(
            Rule.join(Authority.signatory(context), eligible(command.incident(), terms, context)),
            Rule.join(asked(terms), free())),
        () -> Decision.done(opening(opened(terms))));
  }

  /** Where one person suffices, it takes effect with it. */
  private List<BreakGlassEvent> opening(Opened opened) {
    return opened.terms().persons() == 1
        ? List.of(opened, tookEffect(opened, List.of(opened.by()), context))
        : List.of(opened);
  }

  private Opened opened(BreakGlassTerms terms) {
    return new Opened(
        command.breakGlass(),
        command.incident(),
        context.actor().id(),
        command.reason(),
        command.actions(),
        terms,
        context.at().plus(Duration.ofMinutes(command.minutes())));
  }

  private List<Rule> asked(BreakGlassTerms terms) {
    var unlisted = new TreeSet<>(command.actions());
    unlisted.removeAll(terms.actions());
    return List.of(
        that(!command.reason().isBlank(), RefusalCode.REASON_REQUIRED),
        that(
            0 < command.minutes() && command.minutes() <= terms.minutes(),
            RefusalCode.BREAK_GLASS_PERIOD,
            "Policy lets it be open for 1 to %s minutes.".formatted(terms.minutes())),
        that(
            unlisted.isEmpty() && !command.actions().isEmpty(),
            RefusalCode.NOT_LISTED,
            "Break-glass is for %s only.".formatted(new TreeSet<>(terms.actions()))));
  }

  private List<Rule> free() {
    var open = context.facts(EmergencyFacts.class).open(command.incident(), context.at());
    return List.of(
        IndependentReview.noneOverdue(context),
        that(
            open.isEmpty(),
            RefusalCode.ALREADY_RUNNING,
            "Break-glass was opened for this incident already: "
                + open.map(it -> it.id().value()).orElse("")));
  }

  /** The second person's word; repeated, it's so already. */
  static Decision<BreakGlassEvent> agree(BreakGlass.Known state, CommandContext context) {
    var opened = state.opened();
    var by = context.actor().id();
    if (state.by().contains(by)) {
      return Decision.unchanged();
    }
    return Rule.inOrder(
        Rule.join(
            Rule.join(
                Rule.join(
                    Authority.signatory(context),
                    eligible(opened.incident(), opened.terms(), context)),
                BreakGlassStanding.still(
                    opened.by(), opened.terms().openers(), opened.incident(), context)),
            List.of(
                that(
                    !state.tookEffect() && !state.isOver(context.at()),
                    RefusalCode.NOT_PENDING,
                    "It waits for nobody any more."),
                that(!by.equals(opened.by()), RefusalCode.SECOND_PERSON_REQUIRED),
                CredentialRules.twoPersons(opened.by(), by, context.facts()),
                commanded(opened, by, context),
                IndependentReview.noneOverdue(context))),
        () -> Decision.done(tookEffect(opened, List.of(opened.by(), by), context)));
  }

  /** One of the two commands the incident. */
  private static Rule commanded(Opened opened, PrincipalId second, CommandContext context) {
    return that(
        context
            .facts(IncidentFacts.class)
            .commander(opened.incident())
            .filter(it -> it.equals(second) || it.equals(opened.by()))
            .filter(it -> Rule.allKept(commanding(it, opened, context)))
            .isPresent(),
        RefusalCode.NOT_COMMANDER,
        "One of the two has to command the incident (countersign commander assign "
            + opened.incident()
            + ").");
  }

  /** Who took command and lost the role since commands nothing. */
  private static List<Rule> commanding(PrincipalId who, Opened opened, CommandContext context) {
    return BreakGlassStanding.still(who, Set.of(Role.COMMANDER), opened.incident(), context);
  }

  private static List<Rule> eligible(
      IncidentId incident, BreakGlassTerms terms, CommandContext context) {
    var touched = BreakGlassDecider.touched(incident, context);
    return Rule.join(
        Authority.personThroughout(context, terms.openers(), touched),
        List.of(
            that(inForce(context).contains(terms.bundle()), RefusalCode.STALE_POLICY_BUNDLE),
            that(
                context.facts(IncidentFacts.class).open(incident),
                RefusalCode.INCIDENT_CLOSED,
                "Break-glass is for an incident that is open."),
            IndependentReview.ownPerson(context)));
  }

  private static List<Digest> inForce(CommandContext context) {
    return context.facts(PolicyBundleFacts.class).inForce().map(InForce::digest).stream().toList();
  }

  private static TookEffect tookEffect(
      Opened opened, List<PrincipalId> by, CommandContext context) {
    return new TookEffect(
        opened.breakGlass(), opened.incident(), by, context.at().plus(IndependentReview.WITHIN));
  }
}
