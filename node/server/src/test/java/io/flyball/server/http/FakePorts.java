package io.flyball.server.http;

import io.flyball.policy.document.AutomationConfig;
import io.flyball.policy.document.MonitoringConfig;
import io.flyball.policy.document.Policy;
import io.flyball.policy.document.PolicyDefaults;
import io.flyball.policy.document.ValidationConfig;
import io.flyball.policy.lint.Finding;
import io.flyball.protocol.message.ControlProtocol.Conflict;
import io.flyball.protocol.message.ControlProtocol.Entry;
import io.flyball.protocol.message.ControlProtocol.Found;
import io.flyball.protocol.message.ControlProtocol.NotDurable;
import io.flyball.protocol.message.ControlProtocol.NotFound;
import io.flyball.protocol.message.ControlProtocol.Reply;
import io.flyball.protocol.message.HistoryProtocol.Row;
import io.flyball.protocol.message.HistoryProtocol.RowsFound;
import io.flyball.protocol.message.ServiceProtocol.ServiceView;
import io.flyball.protocol.model.NodeId;
import io.flyball.protocol.model.ServiceName;
import io.flyball.server.http.port.ControlKeys;
import io.flyball.server.http.port.Decisions;
import io.flyball.server.http.port.HistoryQueries;
import io.flyball.server.http.port.Members;
import io.flyball.server.http.port.Mistake;
import io.flyball.server.http.port.PolicyCheck;
import io.flyball.server.http.port.Readiness;
import io.flyball.server.http.port.Services;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** The rest of a member in memory: what the API was told is there to be looked at, what it should answer to be set. */
final class FakePorts implements Services, ControlKeys, PolicyCheck, HistoryQueries, Decisions, Members {
    final Map<ServiceName, ServiceView> views = new ConcurrentSkipListMap<>();
    final Set<ServiceName> silent = ConcurrentHashMap.newKeySet();
    /** Planners that run at another member. */
    final Set<ServiceName> elsewhere = ConcurrentHashMap.newKeySet();

    final Map<String, Entry> entries = new ConcurrentSkipListMap<>();
    final List<Row> rows = new CopyOnWriteArrayList<>();
    final List<Versioned> past = new CopyOnWriteArrayList<>();
    final List<Consumer<Versioned>> listeners = new CopyOnWriteArrayList<>();
    final List<Seen> members = new CopyOnWriteArrayList<>();
    final Map<String, List<Finding>> findings = new ConcurrentHashMap<>();
    volatile boolean durable = true;
    volatile boolean shardsAnswer = true;
    volatile Readiness readiness = Readiness.READY;

    @Override
    public Set<ServiceName> known() {
        return views.keySet();
    }

    @Override
    public CompletionStage<ServiceView> describe(ServiceName service) {
        return silent.contains(service)
                ? CompletableFuture.failedFuture(new TimeoutException("Ask timed out"))
                : CompletableFuture.completedFuture(views.get(service));
    }

    @Override
    public CompletionStage<Set<ServiceName>> here() {
        return !shardsAnswer
                ? CompletableFuture.failedFuture(new TimeoutException("Ask timed out"))
                : CompletableFuture.completedFuture(views.keySet().stream()
                        .filter(name -> !elsewhere.contains(name))
                        .collect(Collectors.toSet()));
    }

    @Override
    public Collection<Entry> known(String prefix) {
        return entries.values().stream()
                .filter(entry -> entry.key().startsWith(prefix) && !entry.deleted())
                .toList();
    }

    @Override
    public CompletionStage<Reply> get(String key) {
        Entry entry = entries.get(key);
        return CompletableFuture.completedFuture(
                entry == null || entry.deleted() ? new NotFound(revision(entry)) : new Found(entry));
    }

    @Override
    public CompletionStage<Reply> put(String key, String value, String author, String reason, long expected) {
        return write(key, value, author, reason, expected, false);
    }

    @Override
    public CompletionStage<Reply> delete(String key, String author, String reason, long expected) {
        Entry entry = entries.get(key);
        return entry == null || entry.deleted()
                ? CompletableFuture.completedFuture(new NotFound(revision(entry)))
                : write(key, "", author, reason, expected, true);
    }

    private synchronized CompletionStage<Reply> write(
            String key, String value, String author, String reason, long expected, boolean deleted) {
        if (!durable) {
            return CompletableFuture.completedFuture(new NotDurable("1 of 3 members answered"));
        }
        Entry old = entries.get(key);
        long visible = old == null || old.deleted() ? 0 : old.revision();
        if (expected >= 0 && expected != visible) {
            return CompletableFuture.completedFuture(new Conflict(visible));
        }
        var entry = new Entry(key, revision(old) + 1, deleted, value, author, reason, 1_795_428_000_000L);
        entries.put(key, entry);
        return CompletableFuture.completedFuture(new Found(entry));
    }

    private static long revision(Entry entry) {
        return entry == null ? 0 : entry.revision();
    }

    /** A text is {@code <name> <service>}; anything else has two mistakes. */
    @Override
    public Checked check(String text) {
        String[] words = text.strip().split(" ");
        if (words.length != 2) {
            return new Checked(
                    Optional.empty(),
                    List.of(
                            new Mistake("spec.selector.service", "", "must name one service"),
                            new Mistake("spec.scaling.minInstances", "5", "must be at most maxInstances (4)")));
        }
        return new Checked(
                Optional.of(policy(words[0], words[1])), List.of(), findings.getOrDefault(text.strip(), List.of()));
    }

    private static Policy policy(String name, String service) {
        Duration second = Duration.ofSeconds(1);
        return new Policy(
                name,
                new ServiceName(service),
                List.of(),
                new MonitoringConfig(second, second, second, Map.of()),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                new ValidationConfig(second, second, second, 0.5, 3),
                new AutomationConfig(true),
                PolicyDefaults.ROLLOUT);
    }

    /** Portions end at whole ticks, as those of history do. */
    @Override
    public CompletionStage<RowsFound> read(
            ServiceName service, Optional<NodeId> node, Instant from, Instant to, int limit) {
        List<Row> found = rows.stream()
                .filter(row -> row.service().equals(service))
                .filter(row -> node.isEmpty() || node.get().equals(row.node()))
                .filter(row ->
                        !row.sample().at().isBefore(from) && row.sample().at().isBefore(to))
                .sorted(Comparator.comparing(row -> row.sample().at()))
                .toList();
        int end = Math.min(limit, found.size());
        while (end > 0 && end < found.size() && at(found, end).equals(at(found, end - 1))) {
            end++;
        }
        return CompletableFuture.completedFuture(new RowsFound(found.subList(0, end), end < found.size(), ""));
    }

    private static Instant at(List<Row> rows, int index) {
        return rows.get(index).sample().at();
    }

    @Override
    public CompletionStage<Page> list(Optional<ServiceName> service, Optional<String> before, int limit) {
        List<Versioned> newestFirst = new ArrayList<>(past);
        Collections.reverse(newestFirst);
        List<Versioned> found = newestFirst.stream()
                .filter(one ->
                        service.isEmpty() || service.get().equals(one.decision().service()))
                .dropWhile(one -> before.isPresent()
                        && !before.get().equals(one.decision().id()))
                .skip(before.isPresent() ? 1 : 0)
                .limit(limit)
                .toList();
        return CompletableFuture.completedFuture(new Page(found, ""));
    }

    @Override
    public CompletionStage<Optional<Versioned>> find(String id) {
        return CompletableFuture.completedFuture(
                past.stream().filter(one -> one.decision().id().equals(id)).findFirst());
    }

    @Override
    public Subscription subscribe(Consumer<Versioned> listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    void publish(Versioned decision) {
        past.removeIf(one -> one.decision().id().equals(decision.decision().id()));
        past.add(decision);
        listeners.forEach(listener -> listener.accept(decision));
    }

    @Override
    public List<Seen> seen() {
        return members;
    }
}
