package org.sanalpos.hub.output;

import jakarta.jms.JMSException;
import java.io.IOException;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientConnectionException;
import java.util.Locale;
import org.springframework.transaction.CannotCreateTransactionException;

/** What the failure of a delivery means. */
final class Failures {
    private static final int TEXT_LENGTH = 300;

    private Failures() {}

    /** Whether the destination itself is away, so that the next row would fare no better. */
    static boolean outage(Throwable error) {
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLTransientConnectionException
                    || cause instanceof SQLNonTransientConnectionException
                    || cause instanceof SQLRecoverableException
                    || cause instanceof CannotCreateTransactionException
                    || cause instanceof IOException
                    || cause instanceof JMSException
                    || cause instanceof SQLException sql && connectionState(sql.getSQLState())) {
                return true;
            }
        }
        return false;
    }

    /** The deepest cause, one line of at most 300 characters. */
    static String text(Throwable error) {
        return text(error, TEXT_LENGTH);
    }

    static String text(Throwable error, int longest) {
        Throwable cause = error;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        String message = cause.getMessage() == null
                ? cause.getClass().getSimpleName()
                : cause.getMessage().replaceAll("\\s+", " ").strip();
        return message.length() > longest ? message.substring(0, longest) : message;
    }

    // 08: connection exceptions of the SQL standard; 57P: PostgreSQL that stops or starts.
    private static boolean connectionState(String state) {
        return state != null
                && (state.startsWith("08") || state.toUpperCase(Locale.ROOT).startsWith("57P"));
    }
}
