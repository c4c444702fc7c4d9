package org.sanalpos.hub.output;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.sanalpos.hub.database.OneWriterDatabase;
import org.sanalpos.hub.settings.HubSettings;
import org.sanalpos.hub.settings.SettingProblem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.io.Resource;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.jdbc.datasource.init.ScriptException;
import org.springframework.jdbc.datasource.init.ScriptUtils;

/**
 * The ERP's database. Nothing is asked of it before the first row is due, so that the hub starts while it is away. When it is first
 * reached, its table is made if it is not there.
 */
final class ErpDatabase extends DelegatingDataSource implements AutoCloseable {
    // One writes, one is looked at for the health, the others read lists.
    private static final int CONNECTIONS = 5;
    private static final long CONNECT_MS = 2_000;
    private static final long VALID_MS = 1_000;
    private static final Logger LOG = LoggerFactory.getLogger(ErpDatabase.class);

    private final HikariDataSource own;
    private final Resource schema;
    private volatile boolean prepared;

    private ErpDatabase(DataSource target, HikariDataSource own, Resource schema) {
        super(target);
        this.own = own;
        this.schema = schema;
    }

    /**
     * @param hub the hub's own database, for an installation with no other
     * @param schema statements that make the table where it is not there
     * @throws SettingProblem when no driver takes the URL
     */
    static ErpDatabase of(HubSettings.Erp settings, DataSource hub, Resource schema) {
        if (settings.url().isBlank()) {
            return new ErpDatabase(hub, null, schema);
        }
        try {
            DriverManager.getDriver(settings.url());
        } catch (SQLException e) {
            throw new SettingProblem(
                    "SANALPOS_ERP_URL",
                    "no JDBC driver takes '" + withoutSecrets(settings.url())
                            + "'; expected for example jdbc:postgresql://host:5432/database");
        }
        HikariConfig pool = new HikariConfig();
        pool.setPoolName("erp");
        pool.setJdbcUrl(settings.url());
        if (!settings.username().isEmpty()) {
            pool.setUsername(settings.username());
            pool.setPassword(settings.password());
        }
        pool.setMaximumPoolSize(CONNECTIONS);
        pool.setMinimumIdle(0);
        pool.setConnectionTimeout(CONNECT_MS);
        pool.setValidationTimeout(VALID_MS);
        pool.setInitializationFailTimeout(-1);
        HikariDataSource own = new HikariDataSource(pool);
        return new ErpDatabase(OneWriterDatabase.whereNeeded(own), own, schema);
    }

    @Override
    public Connection getConnection() throws SQLException {
        Connection connection = super.getConnection();
        if (!prepared) {
            try {
                prepare(connection);
            } catch (SQLException | RuntimeException e) {
                connection.close();
                throw e;
            }
        }
        return connection;
    }

    // An ERP often lets its table be written but not made: then the insert tells whether the table is there.
    private synchronized void prepare(Connection connection) throws SQLException {
        if (prepared) {
            return;
        }
        try {
            ScriptUtils.executeSqlScript(connection, schema);
        } catch (ScriptException e) {
            if (!connection.isValid(1)) {
                throw new SQLException("The ERP's database went away", "08006", e);
            }
            if (!connection.getAutoCommit()) {
                connection.rollback();
            }
            LOG.warn("{} was not carried out: {}", schema.getFilename(), Failures.text(e));
        }
        prepared = true;
    }

    @Override
    public void close() {
        if (own != null) {
            own.close();
        }
    }

    private static String withoutSecrets(String url) {
        return url.replaceAll("[?;].*", "");
    }
}
