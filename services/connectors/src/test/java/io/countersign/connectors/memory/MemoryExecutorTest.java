package io.countersign.connectors.memory;

import io.countersign.connectors.spi.FailureCategory;
import io.countersign.connectors.spi.FailureCode;
import io.countersign.connectors.spi.Outcome;
import io.countersign.connectors.spi.action.ActionExecutor;
import io.countersign.connectors.testing.ActionExecutorContract;
import io.countersign.domain.catalog.EntityId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

class MemoryExecutorTest extends ActionExecutorContract {
  private static final Outcome.Failed<?> DOWN =
      new Outcome.Failed<>(FailureCategory.EXTERNAL, FailureCode.UNREACHABLE, "down");

  private final MemoryExecutor executor =
      new MemoryExecutor(
          "supervisor",
          Map.of(
              "rollback",
              (fields, _) ->
                  Map.of("version", fields.get("previous"), "previous", fields.get("version")),
              "restart",
              (fields, _) -> fields));

  @Override
  protected ActionExecutor executor() {
    return executor;
  }

  @Override
  protected void place(EntityId target, Map<String, String> fields) {
    executor.place(target, fields);
  }

  @Override
  protected int effects() {
    return executor.effects();
  }

  @Override
  protected void next(MemoryExecutor.Mishap mishap) {
    executor.next(mishap);
  }

  @Override
  protected void arrive() {
    executor.arrive();
  }

  @Override
  protected void runsSince(@Nullable Instant at) {
    executor.run(TARGET, at == null ? null : at.toString());
  }

  @Override
  protected void clock(Duration ahead) {
    executor.run(TARGET, STARTED.plus(ahead).toString());
  }

  @Override
  protected Instant deadline() {
    return executor.deadline();
  }

  @Override
  protected void down() {
    executor.failWith(DOWN);
  }

  @Override
  protected void hang() {
    executor.next(MemoryExecutor.Mishap.REQUEST_LOST);
  }

  @Override
  protected void edit() {
    executor.edit("rollback");
  }

  @Override
  protected List<String> secrets() {
    return List.of();
  }
}
