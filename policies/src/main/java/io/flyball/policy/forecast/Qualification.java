package io.flyball.policy.forecast;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Whether the model has earned its place on this very series: on a walk through the history it must beat the better of the
 * two naive forecasts.
 *
 * <p>Two ratios to the floor are formed, of the symmetric error of the points and of the pinball loss of the upper quantile. The
 * first must be below one, the second at most 1.1 (it rests on the few values near the edge), and their geometric mean
 * below 0.97; a model in use stays while that mean is below one. Example: sMAPE 8.2 % against 13.9 % and pinball
 * 0.041 against 0.090 give sqrt(0.59 x 0.46) = 0.52, which qualifies.
 *
 * @param method what to forecast with
 * @param provenToRelease the coverage of the quantile, calibrated on the earlier half of the walk and tested on the later one,
 *     is no more than the slack below it, and that half holds two seasons at least: one day proves nothing about the next
 * @param coverage tested share of actual values at or below the upper forecast, NaN when untested
 */
record Qualification(Method method, boolean provenToRelease, double coverage, List<String> reasons) {
    private static final int LEAST_TESTED = 24;
    private static final double LEAST_SEASONS = 4;
    private static final double MOST_LOSS = 1.1;
    private static final double MOST_RATIO = 100;

    Qualification {
        reasons = List.copyOf(reasons);
    }

    boolean qualified() {
        return method == Method.MODEL;
    }

    static Qualification of(Backtest backtest, boolean inUse, ForecastSettings settings) {
        double q = settings.quantile();
        Method floor = floor(backtest);
        Errors floorErrors = backtest.errors(floor);
        Errors.Tested tested = tested(backtest.ofModel(), q);
        Errors.Tested floorTested = tested(floorErrors, q);
        if (backtest.model().isEmpty() || tested.count() < LEAST_TESTED) {
            return new Qualification(
                    floor, false, floorTested.coverage(), List.of(format("not enough history to test a model")));
        }
        double error = backtest.ofModel().symmetricError();
        double floorError = floorErrors.symmetricError();
        double loss = loss(backtest.ofModel(), q);
        double floorLoss = loss(floorErrors, q);
        double together = Math.sqrt(ratio(error, floorError) * ratio(loss, floorLoss));
        double least = inUse ? 1 : 1 - settings.gain();
        boolean beats = error < floorError && loss <= floorLoss * MOST_LOSS && together < least;
        boolean covers = tested.coverage() >= q - settings.coverageSlack() && backtest.seasons() >= LEAST_SEASONS;
        List<String> reasons = new ArrayList<>();
        reasons.add(format(
                "%s: against the %s sMAPE %.2f %% to %.2f %%, pinball loss at %.0f %% %.4g to %.4g, together %.2f, must be"
                        + " below %.2f",
                beats ? "model beats the floor" : "model does not beat the floor",
                floor,
                error,
                floorError,
                q * 100,
                loss,
                floorLoss,
                together,
                least));
        reasons.add(format(
                "the upper %.0f %% covered %.1f %% of %d later values in %.1f seasons: %s",
                q * 100,
                tested.coverage() * 100,
                tested.count(),
                backtest.seasons() / 2,
                beats && covers ? "may release capacity" : "must not release capacity"));
        return new Qualification(
                beats ? Method.MODEL : floor,
                beats && covers,
                beats ? tested.coverage() : floorTested.coverage(),
                reasons);
    }

    /** Bounded, also against a floor without error. */
    private static double ratio(double value, double floor) {
        return value < MOST_RATIO * floor ? value / floor : value > 0 ? MOST_RATIO : 1;
    }

    /** The better of the two naive forecasts. */
    private static Method floor(Backtest backtest) {
        boolean seasonal = backtest.ofSeason().count() > 0
                && !(backtest.ofSeason().symmetricError() > backtest.ofLast().symmetricError());
        return seasonal ? Method.SEASONAL_NAIVE : Method.LAST_VALUE;
    }

    /** The floor, whatever the backtest said, for another reason. */
    Qualification without(String reason, Backtest backtest) {
        Method floor = floor(backtest);
        return new Qualification(floor, false, method == floor ? coverage : Double.NaN, List.of(reason));
    }

    private static double loss(Errors errors, double quantile) {
        double[] offsets = errors.offsets(0, errors.origins(), quantile);
        return errors.test(offsets, 0, quantile).pinball();
    }

    /** Calibrated on the earlier half of the walk, tested on the later one. */
    private static Errors.Tested tested(Errors errors, double quantile) {
        int half = errors.origins() / 2;
        return errors.test(errors.offsets(0, half, quantile), half, quantile);
    }

    private static String format(String format, Object... arguments) {
        return String.format(Locale.ROOT, format, arguments);
    }
}
