package io.flyball.policy.capacity;

/** Which of the law's terms are fitted besides lambda; the others are 0. */
enum UslTerms {
    BOTH(true, true),
    CONTENTION(true, false),
    COHERENCY(false, true),
    NEITHER(false, false);

    final boolean sigma;
    final boolean kappa;

    UslTerms(boolean sigma, boolean kappa) {
        this.sigma = sigma;
        this.kappa = kappa;
    }

    int count() {
        return 1 + (sigma ? 1 : 0) + (kappa ? 1 : 0);
    }

    Usl usl(double[] parameters) {
        return new Usl(parameters[0], sigma ? parameters[1] : 0, kappa ? parameters[count() - 1] : 0);
    }

    /** What multiplies 1/lambda, sigma/lambda and kappa/lambda in N/X. */
    double[] columns(double n) {
        double[] columns = new double[count()];
        columns[0] = 1;
        if (sigma) {
            columns[1] = n - 1;
        }
        if (kappa) {
            columns[count() - 1] = n * (n - 1);
        }
        return columns;
    }
}
