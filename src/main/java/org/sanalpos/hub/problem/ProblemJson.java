package org.sanalpos.hub.problem;

import tools.jackson.databind.json.JsonMapper;

/** A problem as {@code application/problem+json}. */
public final class ProblemJson {
    public static final String MEDIA_TYPE = "application/problem+json";

    private static final JsonMapper JSON = new JsonMapper();

    private ProblemJson() {}

    public static String text(Problem problem) {
        return JSON.writeValueAsString(problem);
    }
}
