package io.flyball.policy.scale;

import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.function.ToLongFunction;

/** How readings that count become one mean, and what a missing one counts as when that could shrink the service. */
sealed interface ReadingMean {
    long target();

    /** Empty when no reading is of an instance that is known. */
    Optional<Mean> mean(List<Counted> counted);

    /** What an instance without a reading is taken to use. */
    long assumed(PodReading missing);

    default Counted counting(PodReading pod, long usage) {
        return new Counted(usage, pod.request().orElse(0), true);
    }

    default Counted stranger(long usage) {
        return new Counted(usage, 0, false);
    }

    /** @param isKnown false: of an instance that is not among those asked for */
    record Counted(long usage, long request, boolean isKnown) {}

    /** @param value what is compared with the target; {@code raw} the mean usage, in thousandths */
    record Mean(long value, long raw) {
        double ratio(ReadingMean target) {
            return (double) value / target.target();
        }
    }

    /** Integer percent of the requests, as HPA has it: 66.9 % counts as 66 %. Strangers are left out. */
    record Percent(long target) implements ReadingMean {
        private static final BigInteger HUNDRED = BigInteger.valueOf(100);

        @Override
        public Optional<Mean> mean(List<Counted> counted) {
            List<Counted> known = counted.stream().filter(Counted::isKnown).toList();
            BigInteger requests = total(known, Counted::request);
            if (known.isEmpty() || requests.signum() <= 0) {
                return Optional.empty();
            }
            BigInteger usage = total(known, Counted::usage);
            long percent = saturated(usage.multiply(HUNDRED).divide(requests));
            return Optional.of(new Mean(percent, saturated(usage.divide(BigInteger.valueOf(known.size())))));
        }

        @Override
        public long assumed(PodReading missing) {
            BigInteger request = BigInteger.valueOf(missing.request().orElse(0));
            return saturated(
                    request.multiply(BigInteger.valueOf(Math.max(100, target))).divide(HUNDRED));
        }
    }

    /** Integer mean per instance; strangers count. */
    record Average(long target) implements ReadingMean {
        @Override
        public Optional<Mean> mean(List<Counted> counted) {
            long mean = saturated(total(counted, Counted::usage).divide(BigInteger.valueOf(counted.size())));
            return Optional.of(new Mean(mean, mean));
        }

        @Override
        public long assumed(PodReading missing) {
            return target;
        }
    }

    /** Exact also where a sum of longs would wrap around. */
    private static BigInteger total(List<Counted> counted, ToLongFunction<Counted> part) {
        BigInteger beyond = BigInteger.ZERO;
        long sum = 0;
        for (Counted one : counted) {
            long value = part.applyAsLong(one);
            long next = sum + value;
            if (((sum ^ next) & (value ^ next)) < 0) {
                beyond = beyond.add(BigInteger.valueOf(sum));
                next = value;
            }
            sum = next;
        }
        return beyond.add(BigInteger.valueOf(sum));
    }

    private static long saturated(BigInteger value) {
        return value.bitLength() < Long.SIZE ? value.longValue() : value.signum() < 0 ? Long.MIN_VALUE : Long.MAX_VALUE;
    }
}
