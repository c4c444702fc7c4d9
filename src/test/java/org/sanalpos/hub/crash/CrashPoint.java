package org.sanalpos.hub.crash;

import java.util.Locale;
import java.util.Random;

/**
 * A moment at which the hub is killed.
 *
 * @param type name of the class whose method it is about
 * @param method name of the method, with its parameter types where others have the same name: {@code delivered(java.util.List)}
 * @param side whether the hub dies before the method has done anything, or as soon as it has done everything
 * @param most how often the method is called at least while the hub works on 100 payments
 */
record CrashPoint(String type, String method, Side side, int most) {
    enum Side {
        BEFORE,
        AFTER
    }

    /** Such as {@code before Ledger.begin}. */
    String name() {
        return side.name().toLowerCase(Locale.ROOT) + " " + type.substring(type.lastIndexOf('.') + 1) + "." + method;
    }

    /** Whether it comes only when somebody did not come back from 3-D Secure in time. */
    boolean ofExpiry() {
        return methodName().equals("expire");
    }

    /** Which call it is to be, of those that the work on so many payments brings. */
    int call(Random random, int payments) {
        return 1 + random.nextInt(Math.max(1, most * payments / 100));
    }

    /** The method's name alone. */
    String methodName() {
        int parenthesis = method.indexOf('(');
        return parenthesis < 0 ? method : method.substring(0, parenthesis);
    }

    /** The types of the parameters, separated by commas; null where the name is enough. */
    String parameters() {
        int parenthesis = method.indexOf('(');
        return parenthesis < 0 ? null : method.substring(parenthesis + 1, method.length() - 1);
    }
}
