package io.countersign.server.remediation;

import io.countersign.connectors.spi.action.ActionExecutor;
import io.countersign.domain.Role;
import io.countersign.domain.access.RoleRules;
import io.countersign.domain.calendar.TargetTimes;
import io.countersign.domain.emergency.IndependentReview;
import io.countersign.domain.planning.Runbook;
import io.countersign.ledger.Ledger;
import io.countersign.ledger.access.Principals;
import io.countersign.ledger.catalog.Catalog;
import io.countersign.ledger.incident.TargetIncidents;
import io.countersign.ledger.remediation.ApprovalQueue;
import io.countersign.ledger.remediation.OpenLoops;
import io.countersign.ledger.remediation.Publications;
import io.countersign.ledger.remediation.Remediations;
import io.countersign.ledger.remediation.ShownPlans;
import io.countersign.ledger.remediation.TargetActions;
import io.countersign.ledger.remediation.autonomy.RunbookAutonomy;
import io.countersign.ledger.remediation.duration.StepDurations;
import io.countersign.server.access.scope.KnownActions;
import io.countersign.server.change.OwnSteps;
import io.countersign.server.config.Connections;
import io.countersign.server.config.LoopSettings;
import io.countersign.server.diagnosis.ProbeMeasurement;
import io.countersign.server.incident.FailedWorkRecorder;
import io.countersign.server.policy.LawInForce;
import io.countersign.server.remediation.policy.PolicyBackground;
import io.countersign.server.remediation.policy.PolicyEvaluation;
import io.countersign.server.remediation.window.PlanHalts;
import io.countersign.server.remediation.window.WindowLook;
import io.countersign.server.schedule.DatabaseClock;
import io.countersign.server.temporal.LoopType;
import io.countersign.server.temporal.SystemCommands;
import io.countersign.server.web.endpoint.CapabilityEndpoints;
import io.countersign.server.web.endpoint.EndpointRule;
import io.countersign.server.web.endpoint.EndpointRule.Body;
import io.countersign.server.web.endpoint.EndpointRule.Extent;
import io.countersign.workflows.remediation.RemediationActivities;
import io.countersign.workflows.remediation.RemediationProgress;
import io.countersign.workflows.remediation.RemediationWorkflow;
import io.countersign.workflows.remediation.RemediationWorkflowImpl;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpMethod;

/** The views of remediations, and their loop as the engine runs it. */
@Configuration(proxyBeanMethods = false)
@Import({
  Remediations.class,
  ApprovalQueue.class,
  OpenLoops.class,
  ShownPlans.class,
  StepDurations.class
})
class RemediationConfiguration {
  @Bean
  Publications publications(Ledger ledger) {
    return new Publications(ledger.transactions(), ledger.provable().quorum());
  }

  @Bean
  EndpointRule remediationReading() {
    return EndpointRule.forReadersOfParts("/api/v1/remediations/**");
  }

  /** Policy says for each plan which roles decide on it. */
  @Bean
  CapabilityEndpoints remediationEndpoints() {
    return CapabilityEndpoints.of(
        deciding("decisions", RoleRules.DECIDING, Extent.THROUGHOUT),
        deciding("shortening", Set.of(), Extent.OWN), // of the incident that they command
        deciding("shortening/review", IndependentReview.REVIEWING, Extent.WITHIN),
        deciding("stop", RoleRules.INTERVENING, Extent.WITHIN),
        deciding("settlement", RoleRules.INTERVENING, Extent.THROUGHOUT));
  }

  private static EndpointRule deciding(String what, Set<Role> anyOf, Extent extent) {
    return EndpointRule.deciding(
        HttpMethod.POST, "/api/v1/remediations/{id}/" + what, anyOf, extent);
  }

  @Bean
  KnownActions knownActions(LawInForce laws) {
    return () ->
        laws.runbooks().stream().map(Runbook::actionClass).collect(Collectors.toUnmodifiableSet());
  }

  @Bean
  PolicyBackground policyBackground(
      Catalog catalog,
      Principals principals,
      TargetTimes calendars,
      PlanHalts halts,
      RunbookAutonomy autonomy,
      Ledger ledger) {
    var actions = new TargetActions(ledger.transactions());
    var incidents = new TargetIncidents(ledger.transactions());
    return new PolicyBackground(
        catalog, principals, incidents, actions, calendars, halts, autonomy);
  }

  @Bean
  PolicyEvaluation policyEvaluation(
      LawInForce laws, Catalog catalog, PolicyBackground background, SystemCommands commands) {
    return new PolicyEvaluation(laws::law, catalog, background, commands::now);
  }

  /** Nothing is changed by it, so whoever reads may ask. */
  @Bean
  EndpointRule policyExplaining() {
    return new EndpointRule(
        HttpMethod.POST, "/api/v1/policy/explanations", EndpointRule.READERS, Body.CALL);
  }

  @Bean
  EndpointRule policyExplained() {
    return EndpointRule.forReaders("/api/v1/policy/explanations/**");
  }

  @Bean
  RemediationActivities remediationActivities(
      Ledger ledger,
      SystemCommands commands,
      Connections connections,
      ProbeMeasurement probing,
      DatabaseClock clock,
      LoopSettings settings,
      FailedWorkRecorder failures,
      WindowLook windows,
      PolicyEvaluation policy) {
    var clocks = new ClockReader(ledger, connections, clock.machine(), settings.clockSkew());
    return RemediationLoop.activities(
        ledger, commands, connections, probing, clocks, settings, failures, windows, policy);
  }

  @Bean
  LoopType remediationLoop(RemediationActivities activities) {
    return new LoopType(
        OpenLoops.Kind.REMEDIATION,
        RemediationWorkflow.TYPE,
        RemediationWorkflowImpl.class,
        activities,
        RemediationWorkflow.workflowId(""),
        answer -> answer instanceof RemediationProgress progress ? progress.dueIn() : null);
  }

  @Bean
  OwnSteps executedSteps(Remediations remediations, Connections connections) {
    var signatures =
        connections.executors().stream()
            .collect(Collectors.toUnmodifiableMap(ActionExecutor::name, ActionExecutor::signature));
    return new ExecutedSteps(remediations, signatures);
  }
}
