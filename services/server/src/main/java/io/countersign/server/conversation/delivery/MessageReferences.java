package io.countersign.server.conversation.delivery;

import io.countersign.domain.Answer;
import io.countersign.domain.Reference;
import io.countersign.domain.reference.ReferenceCommand.AddReference;
import io.countersign.domain.reference.ReferenceHolder;
import io.countersign.ledger.Submission;
import io.countersign.ledger.conversation.ConversationPost;
import io.countersign.server.web.CommandSender;
import io.countersign.server.web.SystemOrigin;
import java.time.InstantSource;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The references of messages on record: an incident and a plan know where they are told. Those of
 * messages that one person alone sees aren't recorded: they would tell whose they are.
 */
final class MessageReferences {
  private static final Logger LOG = LoggerFactory.getLogger(MessageReferences.class);

  private final CommandSender commands;
  private final InstantSource clock;

  MessageReferences(CommandSender commands, InstantSource clock) {
    this.commands = commands;
    this.clock = clock;
  }

  /** Once, however often: what is held already changes nothing. */
  void record(ConversationPost post, Reference message) {
    if (post.isDirect()) {
      return;
    }
    var add = new AddReference(new ReferenceHolder(post.card()), message);
    var context = SystemOrigin.context(clock.instant());
    var receipts = commands.receipts(List.of(new Submission.OfCommand(add, context)));
    if (receipts.getFirst().answer() instanceof Answer.Refused(var code, var why)) {
      LOG.warn("the message of {} isn't on record: {} {}", post.card(), code, why);
    }
  }
}
