package io.countersign.simulators.jira;

/**
 * A status of the workflow.
 *
 * @param category {@code new}, {@code indeterminate} or {@code done}
 */
public record SiteStatus(String id, String name, String category) {
  int categoryId() {
    return switch (category) {
      case "new" -> 2;
      case "done" -> 3;
      default -> 4;
    };
  }

  String categoryName() {
    return switch (category) {
      case "new" -> "To Do";
      case "done" -> "Done";
      default -> "In Progress";
    };
  }
}
