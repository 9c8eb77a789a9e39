//! One document written in many ways that mean the same.

use serde_json::Value;

#[derive(Debug, Clone, Copy)]
pub enum Style {
    /// JSON, keys in another order, white space anywhere.
    Json,
    /// The same braces as YAML, after a comment.
    YamlFlow,
    /// YAML by indentation.
    YamlBlock,
}

pub const STYLES: [Style; 3] = [Style::Json, Style::YamlFlow, Style::YamlBlock];

impl Style {
    pub fn write(self, value: &Value, seed: u64) -> String {
        let mut writer = Writer { out: String::new(), seed };
        match self {
            Self::Json => writer.flow(value),
            Self::YamlFlow => {
                writer.out.push_str("# the same\n");
                writer.flow(value);
            }
            Self::YamlBlock => writer.block(value, 0),
        }
        writer.out
    }
}

struct Writer {
    out: String,
    seed: u64,
}

impl Writer {
    /// A number below `bound`, from a linear congruence.
    fn draw(&mut self, bound: usize) -> usize {
        self.seed = self.seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.seed >> 33) as usize % bound
    }

    fn space(&mut self) {
        let space = [" ", "", "\n  ", "   "][self.draw(4)];
        self.out.push_str(space);
    }

    fn entries<'a>(&mut self, value: &'a Value) -> Vec<(&'a String, &'a Value)> {
        let mut entries: Vec<_> = value.as_object().into_iter().flatten().collect();
        if !entries.is_empty() {
            let by = self.draw(entries.len());
            entries.rotate_left(by);
        }
        entries
    }

    fn flow(&mut self, value: &Value) {
        match value {
            Value::Array(items) => {
                self.out.push('[');
                for (at, item) in items.iter().enumerate() {
                    self.out.push_str(if at == 0 { "" } else { "," });
                    self.space();
                    self.flow(item);
                }
                self.out.push(']');
            }
            Value::Object(_) => {
                // a text of JSON is known by its first two characters
                self.out.push('{');
                for (at, (key, item)) in self.entries(value).into_iter().enumerate() {
                    if at > 0 {
                        self.out.push(',');
                        self.space();
                    }
                    self.out.push_str(&format!("\"{key}\": "));
                    self.flow(item);
                }
                self.out.push('}');
            }
            scalar => self.out.push_str(&scalar.to_string()),
        }
    }

    fn block(&mut self, value: &Value, indent: usize) {
        let margin = " ".repeat(indent);
        match value {
            Value::Array(items) if !items.is_empty() => {
                for item in items {
                    self.out.push_str(&format!("\n{margin}-"));
                    self.block(item, indent + 2);
                }
            }
            Value::Object(map) if !map.is_empty() => {
                for (key, item) in self.entries(value) {
                    self.out.push_str(&format!("\n{margin}{key}:"));
                    self.block(item, indent + 2);
                }
                if self.draw(3) == 0 {
                    self.out.push_str("   # a remark");
                }
            }
            scalar => self.out.push_str(&format!(" {scalar}")),
        }
    }
}
