package io.countersign.ledger.axon;

import io.countersign.domain.Command;
import io.countersign.domain.CommandContext;
import io.countersign.domain.Event;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.messaging.GenericMessage;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.TestExecutor;

/** Axon's fixture around the product's own repository of one kind of aggregate. */
public final class AggregateFixture<S, C extends Command, E extends Event> {
  /** Any name but that of the shell's own handler, which only loads what is there already. */
  private static final String NAME = "sent";

  private final AggregateTestFixture<AggregateShell<S, C, E>> axon =
      new AggregateTestFixture<>(AggregateKindModel.shell());

  public AggregateFixture(AggregateKind<S, C, E> kind) {
    var repository = new AggregateRepository<>(kind, axon.getEventStore());
    axon.registerRepository(repository.ofAxon());
    axon.registerCommandHandler(
        NAME,
        message -> {
          var command = (Command) message.getPayload();
          var id = command.target();
          var aggregate =
              axon.getRepository()
                  .loadOrCreate(id, () -> new AggregateShell<>(kind, id, kind.initial()));
          return repository.handle(aggregate, command, Envelope.context(message));
        });
  }

  public TestExecutor<AggregateShell<S, C, E>> given(Event... events) {
    return events.length == 0 ? axon.givenNoPriorActivity() : axon.given((Object[]) events);
  }

  /** A command as the committer sends it. */
  public static CommandMessage<?> sent(Command command, CommandContext context) {
    return new GenericCommandMessage<>(
        new GenericMessage<>(command, Envelope.carrying(context)), NAME);
  }
}
