package io.countersign.server.conversation;

import io.countersign.connectors.spi.conversation.ConversationForm;
import io.countersign.connectors.spi.conversation.ConversationPerson;
import io.countersign.domain.RefusalCode;
import io.countersign.domain.correlation.IncidentId;
import io.countersign.domain.incident.IncidentCommand.AcknowledgeIncident;
import io.countersign.domain.incident.IncidentCommand.AddNote;
import io.countersign.domain.incident.IncidentCommand.AssignIncident;
import io.countersign.domain.policy.PolicyDecision;
import io.countersign.domain.remediation.RemediationCommand.Approve;
import io.countersign.domain.remediation.RemediationCommand.Deny;
import io.countersign.domain.remediation.RemediationId;
import io.countersign.ledger.remediation.Remediations;
import io.countersign.server.conversation.ChatCommands.Wish;
import io.countersign.server.conversation.PressReading.Facts;
import io.countersign.server.conversation.form.PressForm;
import io.countersign.server.conversation.turn.Turn;
import io.countersign.server.web.BlobFactory;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The acts that a good press asks for: each is a command, or a form first where it needs a text.
 */
@Component
final class PressActs {
  static final String REPLACED =
      "This plan was replaced or isn't what waits for a decision any more: look at the latest"
          + " card.";
  private static final String TOO_LATE =
      "The form couldn't be shown in time. Press again, or use a terminal: ";

  /**
   * A button that was pressed, or a form that came of it.
   *
   * @param trigger opens a form; empty where one was sent
   * @param text what was filled in; null where a button was pressed
   * @param later says something to who pressed once they were answered
   */
  record Asked(
      Chat chat,
      ChatDelivery delivery,
      ConversationPerson by,
      Facts facts,
      PressForm form,
      String trigger,
      @Nullable String text,
      Consumer<String> later) {}

  private final ChatCommands commands;

  PressActs(ChatCommands commands) {
    this.commands = commands;
  }

  String acknowledge(Wish wish, IncidentId incident, Turn turn) {
    return commands.send(wish, new AcknowledgeIncident(incident), turn);
  }

  /** Whoever wishes it has the incident from here on. */
  String takeOver(Wish wish, IncidentId incident, Turn turn) {
    return commands.send(wish, new AssignIncident(incident, wish.who().actor().id()), turn);
  }

  String approve(Asked asked, Remediations.Row row, Wish wish, Turn turn) {
    var text = asked.text();
    if (text == null && Risk.of(row) == Risk.MEDIUM) {
      return asking(asked, PressForm.approval(row.id()), "countersign approve " + row.id());
    }
    var reason = text == null ? "" : text;
    var approve = new Approve(new RemediationId(row.id()), row.planDigest(), reason);
    return ended(row, commands.send(wish, approve, turn));
  }

  String deny(Asked asked, Remediations.Row row, Wish wish, Turn turn) {
    var text = asked.text();
    if (text == null) {
      return asking(asked, PressForm.denial(row.id()), "countersign deny " + row.id());
    }
    var deny = new Deny(new RemediationId(row.id()), row.planDigest(), text);
    return ended(row, commands.send(wish, deny, turn));
  }

  /** More is said where a terminal would help. */
  private static String ended(Remediations.Row row, String told) {
    if (told.contains("(" + RefusalCode.APPROVE_ELSEWHERE + ")")) {
      return told + " Run: countersign approve " + row.id();
    }
    boolean over = told.contains("(" + RefusalCode.NOT_PENDING + ")");
    return over && row.state() == Remediations.State.WITHDRAWN ? told + " " + REPLACED : told;
  }

  /** A question is a note on the incident, which all who work on it see. */
  String evidence(Asked asked, Wish wish, IncidentId incident, Turn turn) {
    var text = asked.text();
    if (text == null) {
      return asking(asked, PressForm.evidence(), "countersign note " + incident + " TEXT");
    }
    var note = BlobFactory.text(PressForm.EVIDENCE_ASKED + wish.subject() + ": " + text);
    return commands.send(wish, new AddNote(incident, note.ref()), turn, note);
  }

  private static String asking(Asked asked, ConversationForm form, String otherwise) {
    asked
        .chat()
        .ask(
            asked.trigger(),
            PressForm.carrying(asked.form(), form),
            () -> asked.later().accept(TOO_LATE + otherwise));
    return "";
  }

  /**
   * The risk as policy put it when the plan was proposed; the decider looks at all that is asked.
   */
  private enum Risk {
    LOW,
    MEDIUM,
    HIGH;

    static Risk of(Remediations.Row row) {
      return row.policy() instanceof PolicyDecision.NeedsApproval needed
          ? switch (needed.approval().risk()) {
            case "low" -> LOW;
            case "medium" -> MEDIUM;
            default -> HIGH;
          }
          : HIGH;
    }
  }
}
