package io.countersign.workflows;

/** The queue that workflows and activities of all loops are served from. */
public final class TaskQueue {
  public static final String NAME = "countersign";

  private TaskQueue() {}
}
