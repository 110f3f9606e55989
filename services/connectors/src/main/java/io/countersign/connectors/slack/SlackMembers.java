package io.countersign.connectors.slack;

import com.slack.api.model.User;
import io.countersign.connectors.spi.FailureCode;
import io.countersign.connectors.spi.Outcome;
import io.countersign.connectors.spi.conversation.ConversationMember;
import io.countersign.connectors.spi.conversation.ConversationMember.Standing;
import io.countersign.connectors.spi.conversation.ConversationPerson;

/** The people of the workspace. Names and addresses of theirs are neither asked for nor kept. */
final class SlackMembers {
  private static final String SLACKBOT = "USLACKBOT";

  private final SlackWeb web;

  SlackMembers(SlackWeb web) {
    this.web = web;
  }

  Outcome<ConversationMember> member(ConversationPerson person) {
    return web.identity()
        .then(
            us ->
                person.workspace().equals(us.workspace())
                    ? asked(person, us)
                    : Outcome.ok(new ConversationMember(person, Standing.FOREIGN)));
  }

  private Outcome<ConversationMember> asked(ConversationPerson person, SlackWeb.Identity us) {
    return web.ask("users.info", it -> it.usersInfo(request -> request.user(person.id())))
        .then(answer -> Outcome.ok(new ConversationMember(person, standing(answer.getUser(), us))));
  }

  /** Whatever may not decide is told first. */
  private static Standing standing(User user, SlackWeb.Identity us) {
    if (user.isDeleted()) {
      return Standing.DEACTIVATED;
    }
    if (user.isBot() || user.isWorkflowBot() || SLACKBOT.equals(user.getId())) {
      return Standing.BOT;
    }
    if (user.isStranger() || !isOurs(user, us)) {
      return Standing.FOREIGN;
    }
    return user.isRestricted() || user.isUltraRestricted() ? Standing.GUEST : Standing.FULL;
  }

  private static boolean isOurs(User user, SlackWeb.Identity us) {
    var enterprise = user.getEnterpriseUser();
    return us.workspace().equals(us.team())
        ? us.team().equals(user.getTeamId())
        : enterprise != null && us.workspace().equals(enterprise.getEnterpriseId());
  }

  /** Their id, if they are of this workspace. */
  Outcome<String> id(ConversationPerson person) {
    return web.identity()
        .then(
            us ->
                person.workspace().equals(us.workspace())
                    ? Outcome.ok(person.id())
                    : SlackFailure.user(FailureCode.NOT_FOUND, "somebody of another workspace"));
  }

  /** The channel in which only they and we talk. */
  Outcome<String> direct(ConversationPerson person) {
    return id(person)
        .then(
            user ->
                web.ask(
                    "conversations.open",
                    it -> it.conversationsOpen(request -> request.users(java.util.List.of(user)))))
        .then(answer -> Outcome.ok(answer.getChannel().getId()));
  }
}
