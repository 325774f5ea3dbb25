package io.flyball.protocol.codec;

import io.flyball.protocol.message.LinkMessage.Settle.Ending;
import io.flyball.protocol.model.CommandOutcome;
import io.flyball.protocol.model.DecisionRecord;
import io.flyball.protocol.model.InstanceState;
import io.flyball.protocol.model.Verdict;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Numbers of enum constants in bytes: the position in these lists. New constants go to the end; nothing is ever
 * moved or removed. A constant that is missing here fails when the class is loaded.
 */
final class StableEnum<E extends Enum<E>> {
    static final StableEnum<CommandOutcome> OUTCOMES = new StableEnum<>(
            CommandOutcome.class,
            List.of(
                    CommandOutcome.APPLIED,
                    CommandOutcome.DUPLICATE,
                    CommandOutcome.REFUSED_TOKEN,
                    CommandOutcome.REFUSED_EXPIRED,
                    CommandOutcome.REFUSED_BOUNDS,
                    CommandOutcome.REFUSED_CAPABILITY,
                    CommandOutcome.FAILED,
                    CommandOutcome.CONFIRMED,
                    CommandOutcome.REVERTED));
    static final StableEnum<Ending> ENDINGS =
            new StableEnum<>(Ending.class, List.of(Ending.RENEW, Ending.CONFIRM, Ending.REVERT));
    static final StableEnum<InstanceState> INSTANCE_STATES = new StableEnum<>(
            InstanceState.class,
            List.of(
                    InstanceState.STARTING,
                    InstanceState.READY,
                    InstanceState.DRAINING,
                    InstanceState.STOPPED,
                    InstanceState.FAILED));
    static final StableEnum<DecisionRecord.Kind> DECISION_KINDS = new StableEnum<>(
            DecisionRecord.Kind.class,
            List.of(
                    DecisionRecord.Kind.INSTANCES,
                    DecisionRecord.Kind.THREADS,
                    DecisionRecord.Kind.MEMORY,
                    DecisionRecord.Kind.CONNECTIONS,
                    DecisionRecord.Kind.CUSTOM,
                    DecisionRecord.Kind.ALERT));
    static final StableEnum<DecisionRecord.Outcome> DECISION_OUTCOMES = new StableEnum<>(
            DecisionRecord.Outcome.class,
            List.of(
                    DecisionRecord.Outcome.WITHHELD,
                    DecisionRecord.Outcome.TRIAL,
                    DecisionRecord.Outcome.KEPT,
                    DecisionRecord.Outcome.REVERTED,
                    DecisionRecord.Outcome.FAILED,
                    DecisionRecord.Outcome.APPLIED,
                    DecisionRecord.Outcome.TOLD));
    static final StableEnum<Verdict> VERDICTS =
            new StableEnum<>(Verdict.class, List.of(Verdict.PASS, Verdict.FAIL, Verdict.INCONCLUSIVE));

    private static final Map<Class<?>, StableEnum<?>> ALL = Stream.of(
                    OUTCOMES, ENDINGS, INSTANCE_STATES, DECISION_KINDS, DECISION_OUTCOMES, VERDICTS)
            .collect(Collectors.toMap(StableEnum::type, Function.identity()));

    private final Class<E> type;
    private final List<E> byNumber;
    private final Map<E, Integer> numbers;

    private StableEnum(Class<E> type, List<E> byNumber) {
        this.type = type;
        this.byNumber = byNumber;
        this.numbers = new EnumMap<>(type);
        for (int number = 0; number < byNumber.size(); number++) {
            numbers.put(byNumber.get(number), number);
        }
        if (byNumber.size() != type.getEnumConstants().length || numbers.size() != byNumber.size()) {
            throw new IllegalStateException(type.getName() + ": must have a number for each constant, once");
        }
    }

    static StableEnum<?> of(Class<?> type) {
        StableEnum<?> found = ALL.get(type);
        if (found == null) {
            throw new IllegalArgumentException(type.getName() + ": must be listed in StableEnum");
        }
        return found;
    }

    Class<E> type() {
        return type;
    }

    int number(Object constant) {
        return numbers.get(type.cast(constant));
    }

    Optional<E> constant(int number) {
        return number >= 0 && number < byNumber.size() ? Optional.of(byNumber.get(number)) : Optional.empty();
    }

    String range() {
        return "the number of a known " + type.getSimpleName() + " (0 to " + (byNumber.size() - 1) + ")";
    }
}
