package org.sanalpos.hub.sandbox.garanti;

/** Ends a request before the books are asked. */
final class Refusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Verdict verdict;

    Refusal(Verdict verdict) {
        super(verdict.code() + "/" + verdict.reason(), null, false, false);
        this.verdict = verdict;
    }

    Verdict verdict() {
        return verdict;
    }
}
