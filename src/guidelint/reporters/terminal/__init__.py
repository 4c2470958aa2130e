"""The terminal report: findings with their source lines, and a summary."""
