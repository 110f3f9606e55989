package io.countersign.simulators.jira;

/** The edition of Jira, which decides texts, users and searches. */
public enum JiraEdition {
  CLOUD("Cloud"),
  DATA_CENTER("Server");

  private final String deploymentType;

  JiraEdition(String deploymentType) {
    this.deploymentType = deploymentType;
  }

  String deploymentType() {
    return deploymentType;
  }
}
