package org.sanalpos.hub.load;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What was measured, in its order. */
final class Figures {
    private final List<Figure> all = new ArrayList<>();

    /** What a figure should be. */
    enum Sense {
        BELOW,
        AT_LEAST
    }

    /**
     * One figure.
     *
     * @param aim null for none
     */
    record Figure(String name, String unit, double value, Sense sense, Double aim) {
        /** {@code pass}, {@code MISS}, or nothing without an aim. */
        String verdict() {
            if (aim == null) {
                return "";
            }
            boolean met = sense == Sense.BELOW ? value < aim : value >= aim;
            return met ? "pass" : "MISS";
        }

        private String aimed() {
            return aim == null ? "" : (sense == Sense.BELOW ? "< " : "≥ ") + number(aim);
        }
    }

    void add(String name, String unit, double value) {
        add(new Figure(name, unit, value, null, null));
    }

    void below(String name, String unit, double value, double aim) {
        add(new Figure(name, unit, value, Sense.BELOW, aim));
    }

    void atLeast(String name, String unit, double value, double aim) {
        add(new Figure(name, unit, value, Sense.AT_LEAST, aim));
    }

    private void add(Figure figure) {
        all.add(figure);
        System.out.printf(
                Locale.ROOT,
                "%-58s %10s %-12s %-8s %s%n",
                figure.name,
                number(figure.value),
                figure.unit,
                figure.aimed(),
                figure.verdict());
    }

    List<Figure> all() {
        return List.copyOf(all);
    }

    long missed() {
        return all.stream().filter(figure -> figure.verdict().equals("MISS")).count();
    }

    String table() {
        StringBuilder table = new StringBuilder("| figure | value | unit | aim | |\n|---|---:|---|---|---|\n");
        for (Figure figure : all) {
            table.append("| ")
                    .append(figure.name)
                    .append(" | ")
                    .append(number(figure.value))
                    .append(" | ")
                    .append(figure.unit)
                    .append(" | ")
                    .append(figure.aimed())
                    .append(" | ")
                    .append(figure.verdict())
                    .append(" |\n");
        }
        return table.toString();
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, value < 100 && value != Math.rint(value) ? "%.2f" : "%.0f", value);
    }
}
