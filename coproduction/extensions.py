"""The Flask extensions, made once and connected in create_app."""

from flask_limiter import Limiter
from flask_limiter.util import get_remote_address
from flask_login import LoginManager
from flask_mail import Mail
from flask_migrate import Migrate
from flask_wtf import CSRFProtect

csrf = CSRFProtect()
limiter = Limiter(get_remote_address)
login_manager = LoginManager()
mail = Mail()
migrate = Migrate(render_as_batch=True, compare_type=True)
