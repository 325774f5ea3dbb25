package io.flyball.cli.capacity;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.flyball.cli.CliException;
import io.flyball.cli.ExitCodes;
import io.flyball.cli.Output;
import io.flyball.cli.Printer;
import io.flyball.policy.document.ConnectionPool;
import io.flyball.policy.document.Policy;
import io.flyball.policy.document.PolicyReader.Problem;
import io.flyball.simulator.capacity.CapacityAnswer;
import io.flyball.simulator.capacity.CapacityPlan;
import io.flyball.simulator.capacity.CapacityPlan.Sure;
import io.flyball.simulator.capacity.CapacityPlanning;
import io.flyball.simulator.capacity.CapacityQuestion;
import io.flyball.simulator.capacity.Fact;
import io.flyball.simulator.capacity.Facts;
import io.flyball.simulator.capacity.History;
import io.flyball.simulator.capacity.Objective;
import io.flyball.simulator.capacity.ScenarioCapacity;
import io.flyball.simulator.scenario.Scenario;
import io.flyball.simulator.scenario.ScenarioReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine;

/** Asks the simulator's planning; loaded only when it runs. */
final class PlanCapacityLaunch {
    private static final String GIVEN = "given";

    private PlanCapacityLaunch() {}

    /** @param scenario may be null */
    static int run(
            String name,
            Columns columns,
            Path scenario,
            Optional<ServicePolicy> policy,
            GivenOptions given,
            Output output,
            CommandLine line) {
        Optional<History> history = columns.times().length == 0
                ? Optional.empty()
                : Optional.of(new History(columns.times(), columns.values()));
        Facts facts = facts(given, policy);
        List<Objective> objectives = objectives(given, policy);
        CapacityQuestion question = scenario == null
                ? new CapacityQuestion(facts, history, objectives)
                : ScenarioCapacity.question(read(scenario), facts, objectives);
        CapacityAnswer answer = CapacityPlanning.answer(question);
        ObjectNode tree = CapacityTreeLaunch.tree(name, answer);
        Printer.print(line.getOut(), output, tree, out -> CapacityText.print(out, tree));
        return answer instanceof CapacityPlan plan && plan.sure() != Sure.LOW ? ExitCodes.OK : ExitCodes.FAILED;
    }

    private static Scenario read(Path file) {
        ScenarioReader.Result read = ScenarioReader.file(file);
        return read.scenario()
                .orElseThrow(() -> new CliException(
                        ExitCodes.USAGE,
                        file + ":\n  "
                                + read.problems().stream()
                                        .map(Problem::toString)
                                        .collect(Collectors.joining("\n  "))));
    }

    private static List<Objective> objectives(GivenOptions given, Optional<ServicePolicy> policy) {
        List<Objective> objectives = new ArrayList<>();
        given.objectives.forEach(text -> objectives.add(Objective.parse(text)));
        if (objectives.isEmpty() && policy.isPresent()) {
            policy.get()
                    .policy()
                    .objectives()
                    .forEach(promise -> Objective.kind(promise.metric())
                            .ifPresent(kind -> objectives.add(new Objective(kind, promise.below()))));
        }
        return objectives;
    }

    private static Facts facts(GivenOptions given, Optional<ServicePolicy> stored) {
        Facts facts = Facts.NONE;
        facts = with(facts, Fact.PEAK, given.load);
        facts = with(facts, Fact.GROWTH, given.growth);
        facts = with(facts, Fact.CAPACITY, given.capacity);
        facts = with(facts, Fact.CORES, given.cores);
        facts = with(facts, Fact.CPU_PER_REQUEST, given.cpuPerRequest);
        facts = with(facts, Fact.VARIABILITY, given.variability);
        facts = with(facts, Fact.LATENCY_MEAN, given.latency);
        facts = with(facts, Fact.LATENCY_P99, given.latencyP99);
        facts = with(facts, Fact.LIVE, given.live);
        facts = with(facts, Fact.ALLOCATION, given.allocation);
        facts = with(facts, Fact.GC_SHARE, given.gcShare);
        facts = with(facts, Fact.HOLD, given.hold);
        facts = with(facts, Fact.CONNECTIONS, given.connections);
        facts = with(facts, Fact.DOWNSTREAM, given.downstream);
        facts = with(facts, Fact.MAX_INSTANCES, given.maxInstances);
        facts = with(facts, Fact.INSTANCES_NOW, given.instances);
        facts = with(facts, Fact.SPARE, given.spare == null ? null : (double) given.spare);
        facts = with(facts, Fact.ZONES, given.zones == null ? null : (double) given.zones);
        facts = with(facts, Fact.PRICE, given.price);
        return stored.isPresent() ? ofPolicy(facts, stored.get()) : facts;
    }

    private static Facts with(Facts facts, Fact fact, Double value) {
        return value == null ? facts : facts.with(fact, value, GIVEN);
    }

    private static Facts ofPolicy(Facts given, ServicePolicy stored) {
        Policy policy = stored.policy();
        Facts facts = given;
        if (policy.scaling().isPresent()) {
            facts = facts.with(Fact.MAX_INSTANCES, policy.scaling().get().maxInstances(), stored.source());
        }
        Optional<ConnectionPool.Downstream> downstream = policy.connections().stream()
                .flatMap(pool -> pool.downstream().stream())
                .findFirst();
        if (downstream.isPresent()) {
            facts = facts.with(
                    Fact.CONNECTIONS,
                    downstream.get().budget(),
                    String.format(
                            Locale.ROOT,
                            "%s: %.0f %% of %d of %s",
                            stored.source(),
                            downstream.get().share() * 100,
                            downstream.get().limit(),
                            downstream.get().name()));
        }
        return facts;
    }
}
