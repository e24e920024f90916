package invoices;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/** Invoices in a database; every statement is closed by the one who opened it. */
public class InvoiceArchive implements InvoiceStore {
    private final Connection connection;

    public InvoiceArchive(String url, String user, String password) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", user);
        properties.setProperty("password", password);
        this.connection = DriverManager.getConnection(url, properties);
    }

    void createTable() throws SQLException {
        String sql = """
                CREATE TABLE invoice (
                    id INTEGER PRIMARY KEY,
                    customer VARCHAR(80),
                    total DECIMAL(10, 2),
                    written DATE
                )
                """;
        try (Statement statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        }
    }

    @Override
    public void save(Invoice invoice) {
        String sql = "INSERT INTO invoice (id, customer, total, written) VALUES (?, ?, ?, ?)";
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            insert.setInt(1, invoice.id());
            insert.setString(2, invoice.customer());
            insert.setBigDecimal(3, invoice.total());
            insert.setObject(4, invoice.written());
            insert.executeUpdate();
        } catch (SQLException problem) {
            throw new StoreException("cannot save invoice " + invoice.id(), problem);
        }
    }

    @Override
    public Optional<Invoice> find(int id) {
        String sql = "SELECT id, customer, total, written FROM invoice WHERE id = ?";
        try (PreparedStatement query = connection.prepareStatement(sql)) {
            query.setInt(1, id);
            try (ResultSet row = query.executeQuery()) {
                return row.next() ? Optional.of(map(row)) : Optional.empty();
            }
        } catch (SQLException problem) {
            throw new StoreException("cannot find invoice " + id, problem);
        }
    }

    private static Invoice map(ResultSet row) throws SQLException {
        int id = row.getInt("id");
        String customer = row.getString("customer");
        BigDecimal total = row.getBigDecimal("total");
        LocalDate written = row.getDate("written").toLocalDate();
        return new Invoice(id, customer, total, written);
    }

    Map<String, BigDecimal> totals() throws SQLException {
        Map<String, BigDecimal> totals = new LinkedHashMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT customer, total FROM invoice")) {
            while (rows.next()) {
                totals.merge(rows.getString(1), rows.getBigDecimal(2), BigDecimal::add);
            }
        }
        return totals;
    }

    void saveAll(List<Invoice> invoices) throws SQLException {
        boolean before = connection.getAutoCommit();
        connection.setAutoCommit(false);
        try {
            for (Invoice invoice : invoices) {
                save(invoice);
            }
            connection.commit();
        } catch (StoreException failed) {
            connection.rollback();
            throw failed;
        } finally {
            connection.setAutoCommit(before);
        }
    }

    int[] touch(List<Integer> ids, Timestamp when) throws SQLException {
        String sql = "UPDATE invoice SET seen = ? WHERE id = ?";
        try (PreparedStatement update = connection.prepareStatement(sql)) {
            for (int id : ids) {
                update.setTimestamp(1, when);
                update.setInt(2, id);
                update.addBatch();
            }
            return update.executeBatch();
        }
    }

    List<String> columns() throws SQLException {
        List<String> names = new ArrayList<>();
        ResultSet columns = connection.getMetaData().getColumns(null, null, "INVOICE", "%");
        while (columns.next()) {
            names.add(columns.getString("COLUMN_NAME"));
        }
        columns.close();
        return names;
    }
}

interface InvoiceStore {
    void save(Invoice invoice);

    Optional<Invoice> find(int id);

    default boolean contains(int id) {
        return find(id).isPresent();
    }
}

record Invoice(int id, String customer, BigDecimal total, LocalDate written) {
    Invoice {
        if (total.signum() < 0) {
            throw new IllegalArgumentException("an invoice cannot be negative");
        }
    }
}

class StoreException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StoreException(String message, Throwable cause) {
        super(message, cause);
    }
}
